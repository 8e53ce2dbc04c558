package dev.rote.backend.onnx.graph;

import java.util.List;

/**
 * Softmax cross-entropy, mean over the batch. Computed in float64, which costs nothing on tensors
 * this small: every execution provider's gradient then begins with the same numbers, while their
 * float32 exponentials differ by more than a network's rounding.
 */
final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * @param logits {@code [n, classes]}
   * @param labels {@code [n]}, each a class from 0
   * @return a scalar
   */
  static Tensor apply(Tape tape, Tensor logits, Tensor labels) {
    Graph graph = tape.graph();
    long count = logits.extent(0);
    Tensor exact = graph.cast(logits, ElementType.DOUBLE);
    Tensor logProbabilities =
        graph.node("LogSoftmax").inputs(exact).integer("axis", 1).output(exact);
    // Chosen by index: a product with the one-hot labels would turn an infinite loss into NaN.
    Tensor column = graph.reshape(labels, count, 1);
    Tensor chosen =
        graph
            .node("GatherElements")
            .inputs(logProbabilities, column)
            .integer("axis", 1)
            .output(ElementType.DOUBLE, count, 1);
    Tensor loss = graph.cast(graph.unary("Neg", graph.mean(chosen, 0, 1)), ElementType.FLOAT);
    return tape.record(
        loss,
        List.of(logits),
        dy -> {
          Tensor share = graph.binary("Mul", dy, graph.scalar(1f / count));
          Tensor error = graph.cast(error(graph, logProbabilities, labels), ElementType.FLOAT);
          tape.add(logits, graph.binary("Mul", error, share));
        });
  }

  /**
   * Returns the probabilities less the one-hot labels. That of the label is less by the sum of the
   * others, which float32 knows far better than the distance of a probability near 1 from 1.
   */
  private static Tensor error(Graph graph, Tensor logProbabilities, Tensor labels) {
    Tensor label = OneHot.of(graph, labels, logProbabilities);
    Tensor other = OneHot.others(graph, labels, logProbabilities);
    Tensor others = graph.binary("Mul", graph.unary("Exp", logProbabilities), other);
    Tensor sum = graph.reshape(graph.sum(others, 1), logProbabilities.extent(0), 1);
    return graph.binary("Sub", others, graph.binary("Mul", label, sum));
  }
}
