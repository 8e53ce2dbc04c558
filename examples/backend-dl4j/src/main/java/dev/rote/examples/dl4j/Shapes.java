package dev.rote.examples.dl4j;

import dev.rote.api.Shape;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shapes and windows in libnd4j's terms. */
final class Shapes {
  /** What libnd4j calls the padding of this name, as one of an operation's integers. */
  static final long SAME_PADDING = 1;

  private Shapes() {}

  /** Returns {@code [n, ...shape]}. */
  static long[] batch(long n, Shape shape) {
    return LongStream.concat(LongStream.of(n), LongStream.of(shape.toLongArray())).toArray();
  }

  /**
   * Returns a view {@code [n, c, positions]} of images {@code [n, c, h, w]} or features {@code [n,
   * c]}.
   */
  static INDArray channels(INDArray x) {
    return x.reshape(x.size(0), x.size(1), x.length() / (x.size(0) * x.size(1)));
  }

  /** Returns a view {@code [n, values]}. */
  static INDArray rows(INDArray x) {
    return x.reshape(x.size(0), x.length() / x.size(0));
  }

  /**
   * Returns what libnd4j's two-dimensional windows take: kernel, stride, padding (which it computes
   * itself), dilation, the kind of padding, and the last two.
   */
  static long[] window(int size, int stride, long ninth, long tenth) {
    return new long[] {size, size, stride, stride, 0, 0, 1, 1, SAME_PADDING, ninth, tenth};
  }
}
