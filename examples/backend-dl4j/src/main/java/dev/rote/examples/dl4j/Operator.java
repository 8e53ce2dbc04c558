package dev.rote.examples.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer at work on batches of a fixed size, {@code [n, ...]}. It is made with its input's array,
 * which is another operator's output, and owns the arrays that it writes to; from step to step only
 * their contents change.
 */
interface Operator {
  /** Returns the array that {@link #forward} fills. */
  INDArray output();

  /** Returns whether it has parameters that the optimizer changes. */
  default boolean trained() {
    return false;
  }

  /**
   * Prepares {@link #backward}. Called once, and before it.
   *
   * @param outputGradient holds the gradient of the output when backward is called, which leaves it
   *     as it is
   * @param wanted whether anybody will look at the input's gradient
   * @return the array that backward fills with the gradient of the input if it is wanted
   */
  INDArray connect(INDArray outputGradient, boolean wanted);

  void forward(Pass pass);

  /** Writes the gradients of the parameters and of the input, of the last forward pass. */
  void backward();
}
