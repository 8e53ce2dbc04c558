package dev.rote.examples.dl4j;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** libnd4j's max-pool, which looks only at what lies inside of the image. */
final class MaxPool implements Operator {
  private final Memory memory;
  private final INDArray input;
  private final INDArray output;
  private final long[] arguments;
  private final NativeOp forward;
  private NativeOp backward;

  MaxPool(Memory memory, LayerNode node, Layer.MaxPool layer, INDArray input) {
    this.memory = memory;
    this.input = input;
    output = memory.array(Shapes.batch(input.size(0), node.output()));
    arguments = Shapes.window(layer.size(), layer.stride(), 0, 0);
    forward = memory.operation("maxpool2d", List.of(input), List.of(output), arguments);
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
            "maxpool2d_bp", List.of(input, outputGradient), List.of(inputGradient), arguments);
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
