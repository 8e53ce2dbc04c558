package dev.rote.backend.onnx.graph;

import java.util.List;

/** Softmax cross-entropy, mean over the batch. */
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
    Tensor logProbabilities =
        graph.node("LogSoftmax").inputs(logits).integer("axis", 1).output(logits);
    // Chosen by index: a product with the one-hot labels would turn an infinite loss into NaN.
    Tensor column = graph.reshape(labels, count, 1);
    Tensor chosen =
        graph
            .node("GatherElements")
            .inputs(logProbabilities, column)
            .integer("axis", 1)
            .output(ElementType.FLOAT, count, 1);
    Tensor loss = graph.unary("Neg", graph.mean(chosen, 0, 1));
    return tape.record(
        loss,
        List.of(logits),
        dy -> {
          Tensor share = graph.binary("Mul", dy, graph.scalar(1f / count));
          Tensor error =
              graph.binary(
                  "Sub", graph.unary("Exp", logProbabilities), oneHot(graph, labels, logits));
          tape.add(logits, graph.binary("Mul", error, share));
        });
  }

  private static Tensor oneHot(Graph graph, Tensor labels, Tensor logits) {
    Tensor classes = graph.integer(logits.extent(1));
    return graph
        .node("OneHot")
        .inputs(labels, classes, graph.floats(new float[] {0, 1}, 2))
        .integer("axis", 1)
        .output(logits);
  }
}
