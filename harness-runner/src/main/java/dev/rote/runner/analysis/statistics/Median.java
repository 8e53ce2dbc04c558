package dev.rote.runner.analysis.statistics;

import java.util.Arrays;

/** The middle of a sample. */
public final class Median {
  private Median() {}

  /**
   * Returns the median; of two values in the middle, their mean.
   *
   * @param values {@code [n]}, 1 value or more, finite, in any order
   */
  public static double of(double... values) {
    Samples.requireFinite("values", values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Samples.medianOfSorted(sorted);
  }
}
