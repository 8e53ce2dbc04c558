package dev.rote.examples.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Sums over neighbouring channels: {@code sums_c} is the sum of {@code values_j} at the same
 * position for the channels j within the radius of c.
 */
final class ChannelWindow {
  private final List<NativeOp> operations = new ArrayList<>();

  ChannelWindow(Memory memory, int radius, INDArray values, INDArray sums) {
    operations.add(memory.operation("assign", List.of(sums, values), List.of(sums)));
    long channels = values.size(1);
    for (long shift = 1; shift <= Math.min(radius, channels - 1); shift++) {
      INDArray lowSums = channels(sums, 0, channels - shift);
      INDArray highSums = channels(sums, shift, channels);
      INDArray low = channels(values, 0, channels - shift);
      INDArray high = channels(values, shift, channels);
      operations.add(memory.operation("add", List.of(lowSums, high), List.of(lowSums)));
      operations.add(memory.operation("add", List.of(highSums, low), List.of(highSums)));
    }
  }

  void run() {
    operations.forEach(NativeOp::run);
  }

  /** Channels of an image follow one another, so that some of them are one stretch of its row. */
  private static INDArray channels(INDArray images, long first, long end) {
    INDArray rows = Shapes.rows(images);
    long positions = rows.size(1) / images.size(1);
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(first * positions, end * positions));
  }
}
