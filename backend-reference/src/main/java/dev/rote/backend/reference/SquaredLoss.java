package dev.rote.backend.reference;

/** Half the squared distance of the logits from the one-hot labels, mean over the batch. */
final class SquaredLoss {
  private SquaredLoss() {}

  /**
   * Computes the loss of a batch.
   *
   * @param logits {@code [n][classes]}
   * @param labels {@code [n]}
   */
  static BatchLoss of(double[][] logits, int[] labels) {
    double sum = 0;
    double[][] gradient = new double[logits.length][];
    for (int n = 0; n < logits.length; n++) {
      gradient[n] = new double[logits[n].length];
      for (int k = 0; k < logits[n].length; k++) {
        double distance = logits[n][k] - (k == labels[n] ? 1 : 0);
        sum += distance * distance / 2;
        gradient[n][k] = distance / logits.length;
      }
    }
    return new BatchLoss(sum / logits.length, gradient);
  }
}
