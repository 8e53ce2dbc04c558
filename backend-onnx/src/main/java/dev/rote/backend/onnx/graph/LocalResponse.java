package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import java.util.Arrays;
import java.util.List;

/**
 * Local response normalization across channels. The sum over neighbouring channels is a product
 * with a band: ONNX's own operator divides alpha by the window's size and does not give the sum,
 * which the gradient needs.
 */
final class LocalResponse {
  private final Graph graph;
  private final Tensor x;
  private final Layer.LocalResponseNormalization norm;
  private final boolean channelsLast;

  private LocalResponse(
      Graph graph, Tensor x, Layer.LocalResponseNormalization norm, boolean channelsLast) {
    this.graph = graph;
    this.x = x;
    this.norm = norm;
    this.channelsLast = channelsLast;
  }

  /**
   * @param x {@code [n, c, h, w]}
   */
  static Tensor apply(Tape tape, Tensor x, Layer.LocalResponseNormalization norm) {
    return new LocalResponse(tape.graph(), x, norm, false).apply(tape);
  }

  /**
   * @param x {@code [n, h, w, c]}
   */
  static Tensor applyChannelsLast(Tape tape, Tensor x, Layer.LocalResponseNormalization norm) {
    return new LocalResponse(tape.graph(), x, norm, true).apply(tape);
  }

  private Tensor apply(Tape tape) {
    Tensor base = base();
    Tensor power = power(base);
    Tensor y = graph.binary("Div", x, power);
    return tape.record(
        y,
        List.of(x),
        dy -> {
          // dx = dy / base^beta - 2 alpha beta x * band(dy * x / base^(beta + 1))
          Tensor direct = graph.binary("Div", dy, power);
          Tensor share = graph.binary("Div", graph.binary("Mul", direct, x), base);
          Tensor neighbours = sum(share, 2 * norm.alpha() * norm.beta()).output(x);
          tape.add(x, graph.binary("Sub", direct, graph.binary("Mul", x, neighbours)));
        });
  }

  private Tensor base() {
    Node sum = sum(graph.binary("Mul", x, x), norm.alpha());
    if (channelsLast) {
      return graph.binary("Add", sum.output(x), graph.scalar(norm.bias()));
    }
    float[] bias = new float[channels()];
    Arrays.fill(bias, norm.bias());
    return sum.inputs(graph.floats(bias, bias.length)).output(x);
  }

  private Tensor power(Tensor base) {
    if (norm.beta() == 0.75f) {
      // The usual exponent: two square roots are several times faster than a power.
      Tensor root = graph.unary("Sqrt", base);
      return graph.binary("Mul", root, graph.unary("Sqrt", root));
    }
    return graph.binary("Pow", base, graph.scalar(norm.beta()));
  }

  /** Begins the sum over neighbouring channels, times a factor. */
  private Node sum(Tensor addends, float factor) {
    int channels = channels();
    return channelsLast
        ? graph.node("MatMul").inputs(addends, graph.floats(band(factor), channels, channels))
        : graph.node("Conv").inputs(addends, graph.floats(band(factor), channels, channels, 1, 1));
  }

  private float[] band(float value) {
    int channels = channels();
    float[] band = new float[channels * channels];
    for (int to = 0; to < channels; to++) {
      int first = Math.max(to - norm.radius(), 0);
      int last = Math.min(to + norm.radius(), channels - 1);
      Arrays.fill(band, to * channels + first, to * channels + last + 1, value);
    }
    return band;
  }

  private int channels() {
    return (int) x.extent(channelsLast ? 3 : 1);
  }
}
