package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.rote.api.LayerNode;

/**
 * For what a batch goes through a network.
 *
 * @param training whether statistics are the batch's and dropout drops
 * @param masks the dropout masks of this step; not asked in evaluation
 */
record Pass(boolean training, Masks masks) {
  /** Running statistics, no dropout. */
  static final Pass EVALUATION =
      new Pass(
          false,
          (dropout, owner) -> {
            throw new IllegalStateException("evaluation asks for a mask of " + dropout.name());
          });

  /** The batch's statistics, and these masks. */
  static Pass training(Masks masks) {
    return new Pass(true, masks);
  }

  /** The masks of one step. */
  @FunctionalInterface
  interface Masks {
    /** Returns the mask of a layer, {@code [n, ...input]}, in that manager. */
    NDArray mask(LayerNode dropout, NDManager owner);
  }
}
