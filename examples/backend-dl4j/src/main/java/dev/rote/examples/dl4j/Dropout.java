package dev.rote.examples.dl4j;

import dev.rote.api.LayerNode;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code x} times the harness's mask; in evaluation the mask is all ones, which changes no bit. */
final class Dropout extends RecordedOperator {
  private final LayerNode node;
  private final INDArray mask;
  private final FloatBuffer maskBuffer;

  Dropout(Memory memory, LayerNode node, INDArray input) {
    super(memory, input, memory.like(input));
    this.node = node;
    mask = memory.like(input);
    maskBuffer = Memory.buffer(mask);
    forward.add(memory.operation("multiply", List.of(input, mask), List.of(output)));
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(mask);
    backward.add(
        memory.operation("multiply", List.of(outputGradient, mask), List.of(inputGradient)));
    return inputGradient;
  }

  @Override
  public void forward(Pass pass) {
    switch (pass) {
      case Pass.Training training ->
          training.batches().dropoutMask(training.step(), node, maskBuffer);
      case Pass.Evaluation evaluation -> mask.assign(1);
    }
    super.forward(pass);
  }
}
