package dev.rote.api;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The examples of some training steps, as indices into the resident training set, in the order in
 * which they are to be used.
 *
 * @param steps how many steps, 1 or more
 * @param batchSize examples of each step
 * @param indices {@code [steps, batchSize]} from index 0; direct, in the machine's byte order,
 *     read-only
 * @param masks the dropout masks of these steps
 */
public record Batches(int steps, int batchSize, IntBuffer indices, DropoutMasks masks) {
  public Batches {
    requireNonNull(masks, "masks is null");
    if (steps < 1) {
      throw new IllegalArgumentException("steps is " + steps + ", allowed is 1 or more");
    }
    if (indices.capacity() != (long) steps * batchSize) {
      throw new IllegalArgumentException(
          "%d steps of %d examples need %d indices, but there are %d"
              .formatted(steps, batchSize, (long) steps * batchSize, indices.capacity()));
    }
    indices = indices.asReadOnlyBuffer().clear();
  }

  /** Returns the {@code batchSize} indices of one step, counted from 0, as a view. */
  public IntBuffer step(int step) {
    return indices.slice(step * batchSize, batchSize);
  }

  /**
   * Fills the mask of a dropout layer for one step: multiply the layer's input by it.
   *
   * @see DropoutMasks#fill
   */
  public void dropoutMask(int step, LayerNode dropout, FloatBuffer mask) {
    masks.fill(step, dropout, mask);
  }
}
