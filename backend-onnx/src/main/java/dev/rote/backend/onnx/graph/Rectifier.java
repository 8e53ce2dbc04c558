package dev.rote.backend.onnx.graph;

import java.util.List;

/** {@code y = max(x, 0)}, with a gradient of 0 at 0: ONNX's {@code Relu}. */
final class Rectifier {
  private Rectifier() {}

  static Tensor apply(Tape tape, Tensor x) {
    Graph graph = tape.graph();
    Tensor y = graph.unary("Relu", x);
    return tape.record(y, List.of(x), dy -> tape.add(x, gradient(graph, y, dy)));
  }

  private static Tensor gradient(Graph graph, Tensor y, Tensor dy) {
    return switch (graph.strategy().rectifierGradient()) {
      case RELU_GRAD -> graph.node(Kernels.DOMAIN, "ReluGrad").inputs(dy, y).output(y);
      case STANDARD -> whereGreater(graph, y, dy);
    };
  }

  private static Tensor whereGreater(Graph graph, Tensor y, Tensor dy) {
    Tensor zero = graph.scalar(0);
    Tensor positive = graph.node("Greater").inputs(y, zero).output(ElementType.BOOL, y.shape());
    return graph.node("Where").inputs(positive, dy, zero).output(y);
  }
}
