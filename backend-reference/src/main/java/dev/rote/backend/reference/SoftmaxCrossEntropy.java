package dev.rote.backend.reference;

/** The loss: {@code -log softmax(logits)[label]}, mean over the batch. */
final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}

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
      double logSum = logSumOfExponentials(logits[n]);
      sum += logSum - logits[n][labels[n]];
      gradient[n] = gradient(logits[n], logSum, labels[n], logits.length);
    }
    return new BatchLoss(sum / logits.length, gradient);
  }

  /** Subtracts the largest logit first: the exponential of a large one would be infinite. */
  private static double logSumOfExponentials(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += StrictMath.exp(logit - largest);
    }
    return largest + StrictMath.log(sum);
  }

  private static double[] gradient(double[] logits, double logSum, int label, int batchSize) {
    double[] gradient = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      double probability = StrictMath.exp(logits[k] - logSum);
      gradient[k] = (probability - (k == label ? 1 : 0)) / batchSize;
    }
    return gradient;
  }
}
