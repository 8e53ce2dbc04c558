package dev.rote.backend.onnx.graph;

/**
 * One value for every channel of {@code [n, c, h, w]}, or for every feature of {@code [n, c]}.
 *
 * <p>Sums are made in two stages, over an image and then over the batch: a provider may add up
 * values one after the other, and a single sum of a hundred thousand of them loses two digits.
 */
record Channels(Graph graph, Tensor like) {
  /** Returns how many values a channel has. */
  long count() {
    return like.size() / like.extent(1);
  }

  /** Returns the sum of every channel of a tensor of that shape, {@code [c]}. */
  Tensor sum(Tensor x) {
    return x.rank() == 4 ? graph.sum(graph.sum(x, 2, 3), 0) : graph.sum(x, 0);
  }

  /** Returns the mean of every channel of a tensor of that shape, {@code [c]}. */
  Tensor mean(Tensor x) {
    return x.rank() == 4 ? graph.mean(graph.mean(x, 2, 3), 0) : graph.mean(x, 0);
  }

  /** Returns {@code op(x, perChannel)}, element by element, the second {@code [c]}. */
  Tensor binary(String operator, Tensor x, Tensor perChannel) {
    Tensor column =
        like.rank() == 4 ? graph.reshape(perChannel, 1, like.extent(1), 1, 1) : perChannel;
    return graph.binary(operator, x, column);
  }
}
