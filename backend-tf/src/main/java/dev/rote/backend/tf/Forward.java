package dev.rote.backend.tf;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Layers in a graph.
 *
 * @param output what they give
 * @param backward how the gradient goes back through them
 */
record Forward(Signal output, Backward backward) {
  /** Adds operations for the gradient to the graph. */
  @FunctionalInterface
  interface Backward {
    /**
     * Notes the gradients of the layers' parameters and returns that of their input.
     *
     * @param gradient of the loss with respect to the output
     * @return empty if the input is not {@linkplain Signal#differentiable differentiable}
     */
    Optional<Operand<TFloat32>> apply(Operand<TFloat32> gradient);
  }
}
