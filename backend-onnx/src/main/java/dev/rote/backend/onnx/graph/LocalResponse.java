package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import java.util.Arrays;
import java.util.List;

/**
 * Local response normalization across channels. The sum over neighbouring channels is a 1x1
 * convolution whose kernel is a band: ONNX's own operator divides alpha by the window's size and
 * does not give the sum, which the gradient needs.
 */
final class LocalResponse {
  private LocalResponse() {}

  /**
   * @param x {@code [n, c, h, w]}
   */
  static Tensor apply(Tape tape, Tensor x, Layer.LocalResponseNormalization norm) {
    Graph graph = tape.graph();
    Tensor base =
        graph
            .node("Conv")
            .inputs(
                graph.binary("Mul", x, x),
                band(graph, x, norm.radius(), norm.alpha()),
                bias(graph, x, norm.bias()))
            .output(x);
    Tensor power = power(graph, base, norm.beta());
    Tensor y = graph.binary("Div", x, power);
    return tape.record(
        y,
        List.of(x),
        dy -> {
          // dx = dy / base^beta - 2 alpha beta x * band(dy * x / base^(beta + 1))
          Tensor direct = graph.binary("Div", dy, power);
          Tensor share = graph.binary("Div", graph.binary("Mul", direct, x), base);
          Tensor neighbours =
              graph
                  .node("Conv")
                  .inputs(share, band(graph, x, norm.radius(), 2 * norm.alpha() * norm.beta()))
                  .output(x);
          tape.add(x, graph.binary("Sub", direct, graph.binary("Mul", x, neighbours)));
        });
  }

  private static Tensor power(Graph graph, Tensor base, float exponent) {
    if (exponent == 0.75f) {
      // The usual exponent: two square roots are several times faster than a power.
      Tensor root = graph.unary("Sqrt", base);
      return graph.binary("Mul", root, graph.unary("Sqrt", root));
    }
    return graph.binary("Pow", base, graph.scalar(exponent));
  }

  private static Tensor band(Graph graph, Tensor x, int radius, float value) {
    int channels = (int) x.extent(1);
    float[] band = new float[channels * channels];
    for (int to = 0; to < channels; to++) {
      int first = Math.max(to - radius, 0);
      int last = Math.min(to + radius, channels - 1);
      Arrays.fill(band, to * channels + first, to * channels + last + 1, value);
    }
    return graph.floats(band, channels, channels, 1, 1);
  }

  private static Tensor bias(Graph graph, Tensor x, float value) {
    float[] bias = new float[(int) x.extent(1)];
    Arrays.fill(bias, value);
    return graph.floats(bias, bias.length);
  }
}
