package dev.rote.runner.analysis.statistics;

import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/** What every statistic asks of its arguments, and what several compute alike. */
final class Samples {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Samples() {}

  static void requireFinite(String name, double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " has no value, allowed is 1 or more");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + values[i] + ", allowed are finite numbers");
      }
    }
  }

  /** Requires a number strictly between 0 and 1. */
  static void requireProbability(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed is more than 0 and less than 1");
    }
  }

  /** Returns the values with 0 for -0, which is equal to us and another number to what ranks. */
  static double[] withoutNegativeZero(double[] values) {
    return DoubleStream.of(values).map(value -> value + 0.0).toArray();
  }

  static double normal(double x) {
    return NORMAL.cumulativeProbability(x);
  }

  static double normalQuantile(double probability) {
    return NORMAL.inverseCumulativeProbability(probability);
  }

  /** Returns the median of values that are in order. */
  static double medianOfSorted(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * Returns twice the rank of each value, equal values sharing the mean of theirs: whole numbers.
   */
  static int[] doubledRanks(double[] values) {
    int[] ranks = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = 0;
      int upTo = 0;
      for (double other : values) {
        below += other < values[i] ? 1 : 0;
        upTo += other <= values[i] ? 1 : 0;
      }
      ranks[i] = below + 1 + upTo;
    }
    return ranks;
  }
}
