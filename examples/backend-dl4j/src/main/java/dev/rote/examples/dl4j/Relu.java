package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code max(x, 0)}. */
final class Relu implements Operator {
  private static final double[] THRESHOLD = {0};

  private final Memory memory;
  private final INDArray input;
  private final INDArray output;
  private final NativeOp forward;
  private NativeOp backward;

  Relu(Memory memory, INDArray input) {
    this.memory = memory;
    this.input = input;
    output = memory.like(input);
    forward = memory.operation("relu", List.of(input), List.of(output), THRESHOLD);
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    backward =
        memory.operation(
            "relu_bp", List.of(input, outputGradient), List.of(inputGradient), THRESHOLD);
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
}
