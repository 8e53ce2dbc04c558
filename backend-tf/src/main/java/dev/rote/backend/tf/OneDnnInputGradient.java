package dev.rote.backend.tf;

import dev.rote.api.Layer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The gradient of a convolution's input on oneDNN, without the kernel's weights being padded.
 *
 * <p>For TensorFlow's own {@code Conv2DBackpropInput}, oneDNN 3.5 copies the kernel into blocks of
 * input channels. Where the last block lacks a whole vector of channels or more, as with 80
 * channels in blocks of 32, it fills what is missing with zeros in one piece instead of row by row,
 * and overwrites weights that lie between: the gradient of the last channels is wrong, in silence.
 * A forward convolution orders the kernel otherwise and is right.
 */
final class OneDnnInputGradient {
  private static final String SAME = "SAME";

  /** Numbers of channels that fill oneDNN's blocks, with vectors of eight floats or sixteen. */
  private static final int[] BLOCKS = {64, 32, 16};

  private final Ops tf;

  OneDnnInputGradient(Ops tf) {
    this.tf = tf;
  }

  /**
   * Returns the gradient of the loss with respect to x.
   *
   * @param kernel {@code [kernel, kernel, channels, filters]}
   * @param gradient of the loss with respect to the convolution's output
   */
  Operand<TFloat32> of(
      Layer.Conv2d conv, Signal x, Operand<TFloat32> kernel, Operand<TFloat32> gradient) {
    return conv.stride() == 1 && conv.kernel() % 2 == 1
        ? forward(kernel, gradient)
        : inPieces(conv, x, kernel, gradient);
  }

  /**
   * With stride 1 and as much padding on one side as on the other, it is the convolution of the
   * gradient with the mirrored kernel: what oneDNN computes anyway, in the same time and bits.
   */
  private Operand<TFloat32> forward(Operand<TFloat32> kernel, Operand<TFloat32> gradient) {
    Operand<TFloat32> mirrored =
        tf.linalg.transpose(tf.reverse(kernel, tf.array(0, 1)), tf.array(0, 1, 3, 2));
    return tf.nn.conv2d(gradient, mirrored, List.of(1L, 1L, 1L, 1L), SAME);
  }

  /** TensorFlow's own, of so many channels at a time that no block lacks a vector. */
  private Operand<TFloat32> inPieces(
      Layer.Conv2d conv, Signal x, Operand<TFloat32> kernel, Operand<TFloat32> gradient) {
    Operand<TInt32> heightAndWidth = tf.array(x.height(), x.width());
    List<Long> strides = List.of(1L, (long) conv.stride(), (long) conv.stride(), 1L);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Operand<TFloat32> piece : split(kernel, pieces(x.channels()))) {
      gradients.add(tf.nn.conv2dBackpropInput(heightAndWidth, piece, gradient, strides, SAME));
    }
    return gradients.size() == 1 ? gradients.getFirst() : tf.concat(gradients, tf.constant(3));
  }

  private List<Operand<TFloat32>> split(Operand<TFloat32> kernel, int[] sizes) {
    return sizes.length == 1
        ? List.of(kernel)
        : List.copyOf(
            tf.splitV(kernel, tf.constant(sizes), tf.constant(2), (long) sizes.length).output());
  }

  /** Returns numbers of channels that add up to all, such as 64, 16 and 5 for 85. */
  private static int[] pieces(int channels) {
    List<Integer> pieces = new ArrayList<>();
    int left = channels;
    for (int block : BLOCKS) {
      for (; left >= block; left -= block) {
        pieces.add(block);
      }
    }
    if (left > 0) {
      pieces.add(left);
    }
    return pieces.stream().mapToInt(Integer::intValue).toArray();
  }
}
