package dev.rote.backend.reference;

import dev.rote.api.Batches;

/** What a forward pass is for, which batch norm and dropout need to know. */
sealed interface Pass {
  /** A step of training: the statistics are the batch's, the masks the harness's. */
  record Training(Batches batches, int step) implements Pass {}

  /** A prediction: running statistics, no dropout. */
  record Evaluation() implements Pass {}
}
