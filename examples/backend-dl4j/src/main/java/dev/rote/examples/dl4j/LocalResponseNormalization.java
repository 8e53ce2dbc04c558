package dev.rote.examples.dl4j;

import dev.rote.api.Layer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code y = x p} with {@code p = s^-beta} and {@code s = bias + alpha * window(x^2)}; and
 *
 * <pre>{@code
 * dx = dy p - 2 alpha beta x window(dy x p / s)
 * }</pre>
 *
 * <p>libnd4j's own operation normalizes along the last axis.
 */
final class LocalResponseNormalization extends RecordedOperator {
  private final Layer.LocalResponseNormalization layer;
  private final INDArray sums;
  private final INDArray powers;

  LocalResponseNormalization(
      Memory memory, Layer.LocalResponseNormalization layer, INDArray input) {
    super(memory, input, memory.like(input));
    this.layer = layer;
    sums = memory.like(input);
    powers = memory.like(input);
    forward.add(elementwise("multiply", input, input, powers));
    forward.add(new ChannelWindow(memory, layer.radius(), powers, sums)::run);
    forward.add(scalar(new ScalarMultiplication(sums, null, sums, layer.alpha())));
    forward.add(scalar(new ScalarAdd(sums, null, sums, layer.bias())));
    forward.add(scalar(new Pow(sums, powers, -layer.beta())));
    forward.add(elementwise("multiply", input, powers, output));
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    INDArray shares = memory.like(input);
    INDArray neighbours = memory.like(input);
    double factor = -2.0 * layer.alpha() * layer.beta();
    backward.add(elementwise("multiply", outputGradient, output, shares));
    backward.add(elementwise("divide", shares, sums, shares));
    backward.add(new ChannelWindow(memory, layer.radius(), shares, neighbours)::run);
    backward.add(elementwise("multiply", neighbours, input, neighbours));
    backward.add(scalar(new ScalarMultiplication(neighbours, null, neighbours, factor)));
    backward.add(elementwise("multiply", outputGradient, powers, inputGradient));
    backward.add(elementwise("add", inputGradient, neighbours, inputGradient));
    return inputGradient;
  }

  private Runnable elementwise(String name, INDArray a, INDArray b, INDArray result) {
    return memory.operation(name, List.of(a, b), List.of(result))::run;
  }

  private static Runnable scalar(Op operation) {
    return () -> Nd4j.getExecutioner().exec(operation);
  }
}
