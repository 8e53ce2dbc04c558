package dev.rote.testkit.scenario;

import dev.rote.api.Batches;
import dev.rote.api.Examples;

/** What a scenario does with a trainer. */
public sealed interface Action {
  /** Makes these examples the training set. */
  record Load(Examples examples) implements Action {}

  /** Trains some steps in one call. */
  record Train(Batches batches, float learningRate) implements Action {}
}
