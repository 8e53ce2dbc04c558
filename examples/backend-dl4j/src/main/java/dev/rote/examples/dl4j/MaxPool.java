package dev.rote.examples.dl4j;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** libnd4j's max-pool, which looks only at what lies inside of the image. */
final class MaxPool extends RecordedOperator {
  private final long[] arguments;

  MaxPool(Memory memory, LayerNode node, Layer.MaxPool layer, INDArray input) {
    super(memory, input, memory.array(Shapes.batch(input.size(0), node.output())));
    arguments = Shapes.window(layer.size(), layer.stride(), 0, 0);
    forward.add(memory.operation("maxpool2d", List.of(input), List.of(output), arguments));
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    backward.add(
        memory.operation(
            "maxpool2d_bp", List.of(input, outputGradient), List.of(inputGradient), arguments));
    return inputGradient;
  }
}
