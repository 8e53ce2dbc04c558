package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The first rows and columns of each channel; the others get a gradient of 0. */
final class Crop implements Operator {
  private final Memory memory;
  private final INDArray input;
  private final INDArray output;
  private final NativeOp forward;
  private NativeOp backward;

  Crop(Memory memory, INDArray input, int height, int width) {
    this.memory = memory;
    this.input = input;
    output = memory.array(input.size(0), input.size(1), height, width);
    forward = assign(output, kept(input));
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    backward = assign(kept(inputGradient), outputGradient);
    return inputGradient;
  }

  @Override
  public void forward(Pass pass) {
    forward.run();
  }

  @Override
  public void backward() {
    backward.run();
  }

  private INDArray kept(INDArray images) {
    return images.get(
        NDArrayIndex.all(),
        NDArrayIndex.all(),
        NDArrayIndex.interval(0, output.size(2)),
        NDArrayIndex.interval(0, output.size(3)));
  }

  private NativeOp assign(INDArray to, INDArray from) {
    return memory.operation("assign", List.of(to, from), List.of(to));
  }
}
