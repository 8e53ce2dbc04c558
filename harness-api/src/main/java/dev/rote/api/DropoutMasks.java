package dev.rote.api;

import java.nio.FloatBuffer;

/** Draws the dropout masks of a training step. Implemented by the harness. */
@FunctionalInterface
public interface DropoutMasks {
  /** For models without dropout: asking it for a mask is an error. */
  DropoutMasks NONE =
      (step, dropout, mask) -> {
        throw new IllegalStateException(
            "a mask of " + dropout.name() + " was asked for, but none was planned");
      };

  /**
   * Fills one mask: 0 for a dropped value, {@code 1 / (1 - rate)} in float32 for a kept one.
   *
   * @param step the step within the batches, from 0
   * @param dropout the layer
   * @param mask receives {@code [batch, ...dropout.input()]} from index 0; its position is not
   *     moved
   */
  void fill(int step, LayerNode dropout, FloatBuffer mask);
}
