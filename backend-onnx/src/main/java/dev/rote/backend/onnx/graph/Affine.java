package dev.rote.backend.onnx.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code y = x W + b}: ONNX's {@code Gemm}. */
final class Affine {
  private Affine() {}

  /**
   * @param x {@code [n, in]}
   * @param weight {@code [in, out]}
   * @param bias {@code [out]}
   * @return {@code [n, out]}
   */
  static Tensor apply(Tape tape, Tensor x, Tensor weight, Optional<Tensor> bias) {
    Node node = tape.graph().node("Gemm").inputs(x, weight);
    bias.ifPresent(node::inputs);
    Tensor y = node.output(ElementType.FLOAT, x.extent(0), weight.extent(1));
    List<Tensor> inputs = bias.map(b -> List.of(x, weight, b)).orElse(List.of(x, weight));
    return tape.record(y, inputs, dy -> differentiate(tape, x, weight, bias, dy));
  }

  private static void differentiate(
      Tape tape, Tensor x, Tensor weight, Optional<Tensor> bias, Tensor dy) {
    Graph graph = tape.graph();
    bias.ifPresent(b -> tape.add(b, sum(graph, dy)));
    tape.add(weight, new WeightGradient(graph, x, weight, dy));
    if (tape.wanted(x)) {
      tape.add(x, graph.node("Gemm").inputs(dy, weight).integer("transB", 1).output(x));
    }
  }

  /**
   * The sum over a batch as a product: oneDNN's own sums over the first axis are 50 times slower.
   */
  private static Tensor sum(Graph graph, Tensor dy) {
    float[] ones = new float[(int) dy.extent(0)];
    Arrays.fill(ones, 1);
    return graph
        .node("MatMul")
        .inputs(graph.floats(ones, ones.length), dy)
        .output(dy.type(), dy.extent(1));
  }

  /** {@code xT dy}, to which the product itself can add another matrix. */
  private record WeightGradient(Graph graph, Tensor x, Tensor weight, Tensor dy)
      implements Gradient {
    @Override
    public Tensor value() {
      return product(x, dy).output(weight);
    }

    @Override
    public Tensor plus(float factor, Tensor addend) {
      return product(x, dy, addend).real("beta", factor).output(weight);
    }

    private Node product(Tensor... inputs) {
      return graph.node("Gemm").inputs(inputs).integer("transA", 1);
    }
  }
}
