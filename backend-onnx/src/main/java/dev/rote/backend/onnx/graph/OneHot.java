package dev.rote.backend.onnx.graph;

/** Labels as rows with one number at the label and another one elsewhere. */
final class OneHot {
  private OneHot() {}

  /**
   * Returns 1 at the label and 0 elsewhere.
   *
   * @param labels {@code [n]}, each a class from 0
   * @param like of the shape {@code [n, classes]} and the type that is wanted
   */
  static Tensor of(Graph graph, Tensor labels, Tensor like) {
    return of(graph, labels, like, 0, 1);
  }

  /** Returns 0 at the label and 1 elsewhere. */
  static Tensor others(Graph graph, Tensor labels, Tensor like) {
    return of(graph, labels, like, 1, 0);
  }

  private static Tensor of(Graph graph, Tensor labels, Tensor like, float off, float on) {
    Tensor classes = graph.integer(like.extent(1));
    Tensor oneHot =
        graph
            .node("OneHot")
            .inputs(labels, classes, graph.floats(new float[] {off, on}, 2))
            .integer("axis", 1)
            .output(ElementType.FLOAT, like.shape());
    return graph.cast(oneHot, like.type());
  }
}
