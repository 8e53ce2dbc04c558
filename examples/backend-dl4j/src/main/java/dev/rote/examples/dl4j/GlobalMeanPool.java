package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Mean over the positions of each channel; each gets an equal share of the gradient. */
final class GlobalMeanPool extends RecordedOperator {
  GlobalMeanPool(Memory memory, INDArray input) {
    super(memory, input, memory.array(input.size(0), input.size(1)));
    forward.add(
        memory.operation("reduce_mean", List.of(Shapes.channels(input)), List.of(output), 2));
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    INDArray channels = Shapes.channels(inputGradient);
    INDArray share = memory.array(1, 1, channels.size(2)).addi(1.0 / channels.size(2));
    backward.add(
        memory.operation(
            "multiply", List.of(Shapes.channels(outputGradient), share), List.of(channels)));
    return inputGradient;
  }
}
