package dev.rote.backend.onnx.graph;

import java.util.List;

/** {@code y = max(x, 0)}, with a gradient of 0 at 0: ONNX's {@code Relu}. */
final class Rectifier {
  private Rectifier() {}

  static Tensor apply(Tape tape, Tensor x) {
    Graph graph = tape.graph();
    Tensor y = graph.unary("Relu", x);
    return tape.record(
        y,
        List.of(x),
        dy -> {
          Tensor zero = graph.scalar(0);
          Tensor positive =
              graph.node("Greater").inputs(y, zero).output(ElementType.BOOL, y.shape());
          tape.add(x, graph.node("Where").inputs(positive, dy, zero).output(x));
        });
  }
}
