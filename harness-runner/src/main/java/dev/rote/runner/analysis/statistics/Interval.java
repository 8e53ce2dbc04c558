package dev.rote.runner.analysis.statistics;

/**
 * A confidence interval, its ends included.
 *
 * @param low negative infinity if the samples are too small to say anything at this confidence
 * @param high infinity likewise
 * @param coverage probability with which such an interval covers the truth, at least: ranks come in
 *     steps, and the one taken is never below the confidence asked for
 */
public record Interval(double low, double high, double coverage) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "low is " + low + " and high is " + high + ", allowed is low <= high");
    }
  }

  /** Returns whether a value lies inside or at one of the ends. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /**
   * Returns the interval between two order statistics.
   *
   * @param sorted what they are of, in order
   * @param rank from which end both are counted, from 1; 0 if none reaches the confidence
   * @param coverage probability of both tails together, taken from 1
   */
  static Interval ofOrderStatistics(double[] sorted, int rank, double coverage) {
    return rank < 1
        ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1)
        : new Interval(sorted[rank - 1], sorted[sorted.length - rank], coverage);
  }
}
