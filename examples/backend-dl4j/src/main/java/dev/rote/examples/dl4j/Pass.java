package dev.rote.examples.dl4j;

import dev.rote.api.Batches;

/** What a forward pass is for. */
sealed interface Pass {
  /** One of the steps of a call to train. */
  record Training(Batches batches, int step) implements Pass {}

  /** Running statistics, no dropout. */
  record Evaluation() implements Pass {}
}
