package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Mean over the positions of each channel; each gets an equal share of the gradient. */
final class GlobalMeanPool implements Operator {
  private final Memory memory;
  private final INDArray input;
  private final INDArray output;
  private final NativeOp forward;
  private NativeOp backward;

  GlobalMeanPool(Memory memory, INDArray input) {
    this.memory = memory;
    this.input = input;
    output = memory.array(input.size(0), input.size(1));
    forward = memory.operation("reduce_mean", List.of(Shapes.channels(input)), List.of(output), 2);
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    INDArray channels = Shapes.channels(inputGradient);
    INDArray share = memory.array(1, 1, channels.size(2)).addi(1.0 / channels.size(2));
    backward =
        memory.operation(
            "multiply", List.of(Shapes.channels(outputGradient), share), List.of(channels));
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
