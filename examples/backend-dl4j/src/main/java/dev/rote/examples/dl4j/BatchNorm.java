package dev.rote.examples.dl4j;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code y = z * scale + shift} with {@code z = (x - mean) / sqrt(var + epsilon)}; and with means
 * over all the values of a channel
 *
 * <pre>{@code
 * dx = scale / sqrt(var + epsilon) * (dy - mean(dy) - z * mean(dy * z))
 * }</pre>
 *
 * <p>Means are taken over the positions of each image and then over the images: one long sum of
 * float32 would lose digits. What there is one of for each channel is computed in Java.
 */
final class BatchNorm implements Operator {
  private final Memory memory;
  private final Layer.BatchNorm layer;
  private final Optional<Variables.Variable> scale;
  private final Variables.Variable shift;
  private final float[] runningMean;
  private final float[] runningVariance;
  private final INDArray input;
  private final INDArray normalized;
  private final INDArray output;
  private final ChannelMean mean;
  private final ChannelMean variance;
  private final ChannelFactors inverseDeviation;
  private final List<NativeOp> centre = new ArrayList<>();
  private final List<NativeOp> square = new ArrayList<>();
  private final List<NativeOp> normalize = new ArrayList<>();
  private Runnable backward = () -> {};

  BatchNorm(Memory memory, Variables variables, LayerNode node, Layer.BatchNorm layer, INDArray x) {
    this.memory = memory;
    this.layer = layer;
    scale = variables.find(node, Role.SCALE);
    shift = variables.get(node, Role.SHIFT);
    runningMean = variables.statistic(node, Role.RUNNING_MEAN);
    runningVariance = variables.statistic(node, Role.RUNNING_VARIANCE);
    input = Shapes.channels(x);
    output = memory.like(x);
    normalized = memory.like(input);
    INDArray y = Shapes.channels(output);
    mean = new ChannelMean(memory, input);
    variance = new ChannelMean(memory, y);
    inverseDeviation = new ChannelFactors(memory, input.size(1));
    centre.add(elementwise("subtract", input, mean.factors().array(), normalized));
    square.add(elementwise("multiply", normalized, normalized, y));
    normalize.add(elementwise("multiply", normalized, inverseDeviation.array(), normalized));
    INDArray scaled =
        scale
            .map(s -> {
              normalize.add(elementwise("multiply", normalized, perChannel(s.value()), y));
              return y;
            })
            .orElse(normalized);
    normalize.add(elementwise("add", scaled, perChannel(shift.value()), y));
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
  public void forward(Pass pass) {
    switch (pass) {
      case Pass.Training training -> centreByBatch();
      case Pass.Evaluation evaluation -> centreByRunningStatistics();
    }
    normalize.forEach(NativeOp::run);
  }

  private void centreByBatch() {
    mean.run();
    centre.forEach(NativeOp::run);
    square.forEach(NativeOp::run);
    variance.run();
    double count = (double) input.size(0) * input.size(2);
    // A single value has no unbiased variance: the divisor is at least 1.
    double unbiased = count / Math.max(count - 1, 1);
    for (int c = 0; c < runningMean.length; c++) {
      float m = mean.factors().values().get(c);
      float v = variance.factors().values().get(c);
      runningMean[c] = average(runningMean[c], m);
      runningVariance[c] = average(runningVariance[c], v * unbiased);
      setDeviation(c, v);
    }
  }

  private void centreByRunningStatistics() {
    for (int c = 0; c < runningMean.length; c++) {
      mean.factors().values().put(c, runningMean[c]);
      setDeviation(c, runningVariance[c]);
    }
    centre.forEach(NativeOp::run);
  }

  private float average(double running, double batch) {
    double decay = layer.decay();
    return (float) (decay * running + (1 - decay) * batch);
  }

  private void setDeviation(int channel, double variance) {
    inverseDeviation.values().put(channel, (float) (1 / Math.sqrt(variance + layer.epsilon())));
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray gradient = Shapes.channels(outputGradient);
    INDArray inputGradient = memory.like(output);
    INDArray dx = Shapes.channels(inputGradient);
    ChannelMean gradientMean = new ChannelMean(memory, gradient);
    NativeOp products = elementwise("multiply", gradient, normalized, dx);
    ChannelMean productMean = new ChannelMean(memory, dx);
    ChannelFactors slope = new ChannelFactors(memory, input.size(1));
    List<NativeOp> chain =
        List.of(
            elementwise("multiply", normalized, productMean.factors().array(), dx),
            elementwise("subtract", gradient, dx, dx),
            elementwise("subtract", dx, gradientMean.factors().array(), dx),
            elementwise("multiply", dx, slope.array(), dx));
    backward =
        () -> {
          gradientMean.run();
          products.run();
          productMean.run();
          setGradients(gradientMean.factors(), productMean.factors(), slope);
          if (wanted) {
            chain.forEach(NativeOp::run);
          }
        };
    return inputGradient;
  }

  @Override
  public void backward() {
    backward.run();
  }

  private void setGradients(
      ChannelFactors means, ChannelFactors productMeans, ChannelFactors slope) {
    float count = (float) input.size(0) * input.size(2);
    for (int c = 0; c < runningMean.length; c++) {
      shift.gradient().putScalar(c, means.values().get(c) * count);
      float factor = 1;
      if (scale.isPresent()) {
        scale.get().gradient().putScalar(c, productMeans.values().get(c) * count);
        factor = scale.get().value().getFloat(c);
      }
      slope.values().put(c, factor * inverseDeviation.values().get(c));
    }
  }

  private NativeOp elementwise(String name, INDArray a, INDArray b, INDArray result) {
    return memory.operation(name, List.of(a, b), List.of(result));
  }

  private static INDArray perChannel(INDArray values) {
    return values.reshape(1, values.length(), 1);
  }

  /** A number for each channel, as an array {@code [1, c, 1]} and as Java sees it. */
  private record ChannelFactors(INDArray array, FloatBuffer values) {
    ChannelFactors(Memory memory, long channels) {
      this(memory.array(1, channels, 1));
    }

    private ChannelFactors(INDArray array) {
      this(array, Memory.buffer(array));
    }
  }

  /** The mean of each channel of {@code [n, c, positions]}. */
  private record ChannelMean(NativeOp overPositions, NativeOp overImages, ChannelFactors factors) {
    ChannelMean(Memory memory, INDArray x) {
      this(memory, x, memory.array(x.size(0), x.size(1)), new ChannelFactors(memory, x.size(1)));
    }

    private ChannelMean(Memory memory, INDArray x, INDArray ofImages, ChannelFactors factors) {
      this(
          memory.operation("reduce_mean", List.of(x), List.of(ofImages), 2),
          memory.operation(
              "reduce_mean", List.of(ofImages), List.of(factors.array().reshape(x.size(1))), 0),
          factors);
    }

    void run() {
      overPositions.run();
      overImages.run();
    }
  }
}
