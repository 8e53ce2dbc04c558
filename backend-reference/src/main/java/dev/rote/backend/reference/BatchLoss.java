package dev.rote.backend.reference;

import dev.rote.api.Loss;

/**
 * The loss of a batch.
 *
 * @param mean over its examples
 * @param gradient of the mean by the logits, {@code [n][classes]}
 */
record BatchLoss(double mean, double[][] gradient) {
  /**
   * Computes the loss of a batch.
   *
   * @param logits {@code [n][classes]}
   * @param labels {@code [n]}
   */
  static BatchLoss of(Loss loss, double[][] logits, int[] labels) {
    return switch (loss) {
      case CROSS_ENTROPY -> SoftmaxCrossEntropy.of(logits, labels);
      case SQUARED -> SquaredLoss.of(logits, labels);
    };
  }
}
