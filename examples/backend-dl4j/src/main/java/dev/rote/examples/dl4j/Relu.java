package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code max(x, 0)}. */
final class Relu extends RecordedOperator {
  private static final double[] THRESHOLD = {0};


  Relu(Memory memory, INDArray input) {
    super(memory, input, memory.like(input));
    forward.add(memory.operation("relu", List.of(input), List.of(output), THRESHOLD));
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    backward.add(
        memory.operation(
            "relu_bp", List.of(input, outputGradient), List.of(inputGradient), THRESHOLD));
    return inputGradient;
  }
}
