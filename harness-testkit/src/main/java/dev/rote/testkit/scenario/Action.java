package dev.rote.testkit.scenario;

import dev.rote.api.Batches;
import dev.rote.api.Examples;

/** What a scenario does with a trainer. */
public sealed interface Action {
  /** Makes these examples the training set. */
  record Load(Examples examples) implements Action {}

  /** Trains some steps in one call. */
  record Train(Batches batches, float learningRate) implements Action {
    /** Returns {@code steps} of its steps from {@code first} on, masks included. */
    public Train part(int first, int steps) {
      int batchSize = batches.batchSize();
      Batches part =
          new Batches(
              steps,
              batchSize,
              batches.indices().slice(first * batchSize, steps * batchSize),
              (step, dropout, mask) -> batches.dropoutMask(first + step, dropout, mask));
      return new Train(part, learningRate);
    }
  }
}
