package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import java.util.List;

/** Pools over height and width. */
final class Pooling {
  private Pooling() {}

  /**
   * Maximum over windows with SAME padding.
   *
   * @param x {@code [n, c, h, w]}
   */
  static Tensor max(Tape tape, Tensor x, Layer.MaxPool pool) {
    Graph graph = tape.graph();
    Window window = Window.same(x, pool.size(), pool.stride());
    Node node = window.attributes(graph.node("MaxPool").inputs(x));
    long[] shape = window.output(x.extent(0), x.extent(1));
    if (!tape.wanted(x)) {
      return node.output(ElementType.FLOAT, shape);
    }
    List<Tensor> outputs =
        node.outputs(
            List.of(
                new Tensor("y", ElementType.FLOAT, shape),
                new Tensor("indices", ElementType.INT64, shape)));
    Tensor indices = outputs.getLast();
    return tape.record(
        outputs.getFirst(), List.of(x), dy -> tape.add(x, scatter(graph, x, indices, dy)));
  }

  /**
   * Adds each gradient at the place in the whole tensor that its maximum came from, which is the
   * first one of the window: MaxPool goes through a window in row order and keeps what it has until
   * something is larger.
   */
  private static Tensor scatter(Graph graph, Tensor x, Tensor indices, Tensor dy) {
    Tensor zeros =
        graph
            .node("ConstantOfShape")
            .inputs(graph.integers(x.size()))
            .output(ElementType.FLOAT, x.size());
    Tensor sums =
        graph
            .node("ScatterElements")
            .inputs(zeros, graph.reshape(indices, dy.size()), graph.reshape(dy, dy.size()))
            .integer("axis", 0)
            .text("reduction", "add")
            .output(zeros);
    return graph.reshape(sums, x.shape());
  }

  /** Mean over height and width: {@code [n, c, h, w] -> [n, c]}. */
  static Tensor mean(Tape tape, Tensor x) {
    Graph graph = tape.graph();
    Tensor y = graph.mean(x, 2, 3);
    return tape.record(
        y,
        List.of(x),
        dy -> {
          float share = 1f / (x.extent(2) * x.extent(3));
          Tensor scaled = graph.binary("Mul", dy, graph.scalar(share));
          Tensor column = graph.reshape(scaled, x.extent(0), x.extent(1), 1, 1);
          tape.add(x, graph.node("Expand").inputs(column, graph.integers(x.shape())).output(x));
        });
  }
}
