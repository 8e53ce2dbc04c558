package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Batch normalization of {@code [n, c, ...]} per channel, with the statistics of a batch. */
final class BatchNormalization {
  private final Tape tape;
  private final Graph graph;
  private final Tensor x;
  private final Channels channels;
  private final Variables variables;
  private final Tensor mean;
  private final Tensor centred;
  private final Tensor variance;
  private final Tensor inverseDeviation;
  private final Tensor factor;

  private BatchNormalization(Tape tape, Tensor x, float epsilon, Variables variables) {
    this.tape = tape;
    this.x = x;
    this.variables = variables;
    graph = tape.graph();
    channels = new Channels(graph, x);
    mean = channels.mean(x);
    centred = channels.binary("Sub", x, mean);
    variance = channels.mean(graph.binary("Mul", centred, centred));
    Tensor regularized = graph.binary("Add", variance, graph.scalar(epsilon));
    inverseDeviation = graph.unary("Reciprocal", graph.unary("Sqrt", regularized));
    factor =
        variables
            .scale()
            .map(scale -> graph.binary("Mul", scale, inverseDeviation))
            .orElse(inverseDeviation);
  }

  /**
   * The tensors of a layer, each {@code [c]}.
   *
   * @param scale empty for 1
   */
  record Variables(Optional<Tensor> scale, Tensor shift, Tensor mean, Tensor variance) {}

  /**
   * What a training step makes of a batch.
   *
   * @param y the normalized batch
   * @param mean the new running mean
   * @param variance the new running variance
   */
  record Normalized(Tensor y, Tensor mean, Tensor variance) {}

  /** Normalizes with the running statistics. */
  static Tensor evaluate(Graph graph, Tensor x, Layer.BatchNorm norm, Variables variables) {
    float[] ones = new float[(int) x.extent(1)];
    Arrays.fill(ones, 1);
    return graph
        .node("BatchNormalization")
        .inputs(
            x,
            variables.scale().orElseGet(() -> graph.floats(ones, ones.length)),
            variables.shift(),
            variables.mean(),
            variables.variance())
        .real("epsilon", norm.epsilon())
        .output(x);
  }

  /** Normalizes with the statistics of the batch. */
  static Normalized train(Tape tape, Tensor x, Layer.BatchNorm norm, Variables variables) {
    BatchNormalization batch = new BatchNormalization(tape, x, norm.epsilon(), variables);
    long count = batch.channels.count();
    float unbiased = count == 1 ? 1 : (float) ((double) count / (count - 1));
    return new Normalized(
        batch.normalized(),
        batch.running(variables.mean(), batch.mean, norm.decay(), 1),
        batch.running(variables.variance(), batch.variance, norm.decay(), unbiased));
  }

  private Tensor normalized() {
    Tensor y = channels.binary("Add", channels.binary("Mul", centred, factor), variables.shift());
    List<Tensor> inputs = new ArrayList<>(List.of(x, variables.shift()));
    variables.scale().ifPresent(inputs::add);
    return tape.record(y, inputs, this::differentiate);
  }

  /** {@code dx = factor * (dy - mean(dy) - centred / variance * mean(dy * centred))}. */
  private void differentiate(Tensor dy) {
    Tensor sum = channels.sum(dy);
    Tensor product = channels.sum(graph.binary("Mul", dy, centred));
    tape.add(variables.shift(), sum);
    variables
        .scale()
        .ifPresent(scale -> tape.add(scale, graph.binary("Mul", product, inverseDeviation)));
    if (tape.wanted(x)) {
      Tensor share = graph.scalar(1f / channels.count());
      Tensor inverseVariance = graph.binary("Mul", inverseDeviation, inverseDeviation);
      Tensor slope = graph.binary("Mul", graph.binary("Mul", product, share), inverseVariance);
      Tensor level = channels.binary("Sub", dy, graph.binary("Mul", sum, share));
      Tensor rest = graph.binary("Sub", level, channels.binary("Mul", centred, slope));
      tape.add(x, channels.binary("Mul", rest, factor));
    }
  }

  /** {@code decay * average + (1 - decay) * correction * ofBatch}. */
  private Tensor running(Tensor average, Tensor ofBatch, float decay, float correction) {
    return graph.binary(
        "Add",
        graph.binary("Mul", average, graph.scalar(decay)),
        graph.binary("Mul", ofBatch, graph.scalar((1 - decay) * correction)));
  }
}
