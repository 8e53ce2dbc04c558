package dev.rote.backend.reference;

/**
 * A layer at work. Activations are one row per example, its values flattened in the canonical
 * order: {@code [n][c * h * w]} or {@code [n][features]}.
 *
 * <p>An operator never changes the rows it is given, but it may return or keep them.
 */
interface Operator {
  /**
   * Computes the layer's output and keeps what {@link #backward} needs.
   *
   * @param input {@code [n][input.size()]}
   * @return {@code [n][output.size()]}
   */
  double[][] forward(double[][] input, Pass pass);

  /**
   * Goes back through the last training pass: adds the gradients of the layer's parameters to
   * {@link Parameter#gradient} and returns the gradient of the layer's input.
   *
   * @param outputGradient of the loss by the last {@link #forward}'s output, {@code
   *     [n][output.size()]}
   * @return of the loss by its input, {@code [n][input.size()]}
   */
  double[][] backward(double[][] outputGradient);
}
