package dev.rote.examples.dl4j;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** libnd4j's convolution, which oneDNN executes. */
final class OneDnnConv2d implements Operator {
  private final Memory memory;
  private final INDArray input;
  private final INDArray output;
  private final Variables.Variable weight;
  private final Optional<Variables.Variable> bias;
  private final long[] arguments;
  private final NativeOp forward;
  private NativeOp backward;

  OneDnnConv2d(
      Memory memory, Variables variables, LayerNode node, Layer.Conv2d layer, INDArray input) {
    this.memory = memory;
    this.input = input;
    weight = variables.get(node, Role.WEIGHT);
    bias = variables.find(node, Role.BIAS);
    output = memory.array(Shapes.batch(input.size(0), node.output()));
    arguments = Shapes.window(layer.kernel(), layer.stride(), 0, 1);
    forward =
        memory.operation(
            "conv2d", with(bias, true, input, weight.value()), List.of(output), arguments);
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public boolean trained() {
    return true;
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    List<INDArray> inputs = with(bias, true, input, weight.value());
    inputs.add(outputGradient);
    backward =
        memory.operation(
            "conv2d_bp", inputs, with(bias, false, inputGradient, weight.gradient()), arguments);
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

  private static List<INDArray> with(
      Optional<Variables.Variable> bias, boolean value, INDArray... arrays) {
    List<INDArray> all = new ArrayList<>(List.of(arrays));
    bias.ifPresent(b -> all.add(value ? b.value() : b.gradient()));
    return all;
  }
}
