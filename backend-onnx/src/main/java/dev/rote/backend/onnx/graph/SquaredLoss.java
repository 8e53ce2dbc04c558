package dev.rote.backend.onnx.graph;

import java.util.List;

/**
 * Half the squared distance of the logits from the one-hot labels, mean over the batch. Computed in
 * float64, as {@link CrossEntropy} is.
 */
final class SquaredLoss {
  private SquaredLoss() {}

  /**
   * @param logits {@code [n, classes]}
   * @param labels {@code [n]}, each a class from 0
   * @return a scalar
   */
  static Tensor apply(Tape tape, Tensor logits, Tensor labels) {
    Graph graph = tape.graph();
    long count = logits.extent(0);
    Tensor exact = graph.cast(logits, ElementType.DOUBLE);
    Tensor distance = graph.binary("Sub", exact, OneHot.of(graph, labels, exact));
    Tensor squares = graph.sum(graph.binary("Mul", distance, distance), 1);
    Tensor mean = graph.cast(graph.mean(squares, 0), ElementType.FLOAT);
    Tensor loss = graph.binary("Mul", mean, graph.scalar(0.5f));
    return tape.record(
        loss,
        List.of(logits),
        dy -> {
          Tensor share = graph.binary("Mul", dy, graph.scalar(1f / count));
          Tensor error = graph.cast(distance, ElementType.FLOAT);
          tape.add(logits, graph.binary("Mul", error, share));
        });
  }
}
