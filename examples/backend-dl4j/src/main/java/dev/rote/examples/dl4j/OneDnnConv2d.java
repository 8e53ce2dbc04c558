package dev.rote.examples.dl4j;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** libnd4j's convolution, which oneDNN executes. */
final class OneDnnConv2d extends RecordedOperator {
  private final Variables.Variable weight;
  private final Optional<Variables.Variable> bias;
  private final long[] arguments;

  OneDnnConv2d(
      Memory memory, Variables variables, LayerNode node, Layer.Conv2d layer, INDArray input) {
    super(memory, input, memory.array(Shapes.batch(input.size(0), node.output())));
    weight = variables.get(node, Role.WEIGHT);
    bias = variables.find(node, Role.BIAS);
    arguments = Shapes.window(layer.kernel(), layer.stride(), 0, 1);
    forward.add(
        memory.operation(
            "conv2d", with(bias, true, input, weight.value()), List.of(output), arguments));
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
    backward.add(
        memory.operation(
            "conv2d_bp", inputs, with(bias, false, inputGradient, weight.gradient()), arguments));
    return inputGradient;
  }

  private static List<INDArray> with(
      Optional<Variables.Variable> bias, boolean value, INDArray... arrays) {
    List<INDArray> all = new ArrayList<>(List.of(arrays));
    bias.ifPresent(b -> all.add(value ? b.value() : b.gradient()));
    return all;
  }
}
