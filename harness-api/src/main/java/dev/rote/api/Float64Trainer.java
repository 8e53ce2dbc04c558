package dev.rote.api;

import java.nio.DoubleBuffer;

/**
 * A trainer that computes in float64, as an oracle does, and can say so: rounding its losses to
 * float32 would hide the differences between two of its runs that it is asked for.
 */
public interface Float64Trainer extends Trainer {
  /**
   * Trains as {@link Trainer#train} does, and gives the losses as they are.
   *
   * @param losses receives {@code [steps]}, each step's mean loss before its update, from index 0;
   *     its position is not moved
   */
  void train(Batches batches, float learningRate, DoubleBuffer losses);
}
