package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Batch normalization of {@code [n, c, ...]} per channel. */
final class BatchNormalization {
  private BatchNormalization() {}

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
    Graph graph = tape.graph();
    long[] axes = x.rank() == 4 ? new long[] {0, 2, 3} : new long[] {0};
    long count = x.size() / x.extent(1);
    Channels channels = new Channels(graph, x);
    Tensor mean = graph.mean(x, axes);
    Tensor centred = graph.binary("Sub", x, channels.broadcast(mean));
    Tensor variance = graph.mean(graph.binary("Mul", centred, centred), axes);
    Tensor deviation =
        graph.unary("Sqrt", graph.binary("Add", variance, graph.scalar(norm.epsilon())));
    Tensor inverse = graph.unary("Reciprocal", deviation);
    Tensor factor =
        variables.scale().map(scale -> graph.binary("Mul", scale, inverse)).orElse(inverse);
    Tensor scaled = graph.binary("Mul", centred, channels.broadcast(factor));
    Tensor y = graph.binary("Add", scaled, channels.broadcast(variables.shift()));
    List<Tensor> inputs =
        variables
            .scale()
            .map(scale -> List.of(x, variables.shift(), scale))
            .orElse(List.of(x, variables.shift()));
    tape.record(
        y,
        inputs,
        dy -> {
          Tensor sum = graph.sum(dy, axes);
          Tensor product = graph.sum(graph.binary("Mul", dy, centred), axes);
          tape.add(variables.shift(), sum);
          variables
              .scale()
              .ifPresent(scale -> tape.add(scale, graph.binary("Mul", product, inverse)));
          if (tape.wanted(x)) {
            // dx = factor * (dy - mean(dy) - centred / variance * mean(dy * centred))
            Tensor share = graph.scalar(1f / count);
            Tensor squared = graph.binary("Mul", inverse, inverse);
            Tensor slope = graph.binary("Mul", graph.binary("Mul", product, share), squared);
            Tensor level = channels.broadcast(graph.binary("Mul", sum, share));
            Tensor tilt = graph.binary("Mul", centred, channels.broadcast(slope));
            Tensor rest = graph.binary("Sub", graph.binary("Sub", dy, level), tilt);
            tape.add(x, graph.binary("Mul", rest, channels.broadcast(factor)));
          }
        });
    float unbiased = count == 1 ? 1 : (float) ((double) count / (count - 1));
    return new Normalized(
        y,
        running(graph, variables.mean(), mean, norm.decay(), 1),
        running(graph, variables.variance(), variance, norm.decay(), unbiased));
  }

  /** {@code decay * average + (1 - decay) * factor * batch}. */
  private static Tensor running(
      Graph graph, Tensor average, Tensor batch, float decay, float factor) {
    return graph.binary(
        "Add",
        graph.binary("Mul", average, graph.scalar(decay)),
        graph.binary("Mul", batch, graph.scalar((1 - decay) * factor)));
  }

  /** Gives {@code [c]} the rank of x, so that it is repeated along x's other axes. */
  private record Channels(Graph graph, Tensor x) {
    Tensor broadcast(Tensor perChannel) {
      return x.rank() == 4 ? graph.reshape(perChannel, 1, x.extent(1), 1, 1) : perChannel;
    }
  }
}
