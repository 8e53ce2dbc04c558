package dev.rote.examples.dl4j;

import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code y = x Wt + b} on {@code [n, in]}; {@code dW = dyt x}, {@code db} the sum of dy over the
 * batch and {@code dx = dy W}.
 */
final class Dense extends RecordedOperator {
  private final Variables.Variable weight;
  private final Optional<Variables.Variable> bias;

  Dense(Memory memory, Variables variables, LayerNode node, INDArray input) {
    super(memory, input, memory.array(input.size(0), node.output().size()));
    weight = variables.get(node, Role.WEIGHT);
    bias = variables.find(node, Role.BIAS);
    forward.add(product(input, false, weight.value(), true, output));
    bias.ifPresent(
        b -> forward.add(memory.operation("biasadd", List.of(output, b.value()), List.of(output))));
  }

  @Override
  public boolean trained() {
    return true;
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    backward.add(product(outputGradient, true, input, false, weight.gradient()));
    bias.ifPresent(b ->
        backward.add(
            memory.operation("reduce_sum", List.of(outputGradient), List.of(b.gradient()), 0)));
    INDArray inputGradient = memory.like(input);
    if (wanted) {
      backward.add(product(outputGradient, false, weight.value(), false, inputGradient));
    }
    return inputGradient;
  }

  private NativeOp product(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray result) {
    return memory.operation(
        "matmul", List.of(a, b), List.of(result), transposeA ? 1 : 0, transposeB ? 1 : 0, 0);
  }
}
