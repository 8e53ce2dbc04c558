package dev.rote.runner.analysis.statistics;

import java.util.Arrays;

/**
 * How badly one distribution describes a stretch of a series: -2 times the log-likelihood of its
 * empirical distribution function, integrated over the distribution of the whole series (Zou, Yin,
 * Feng and Wang 2014) at the quantiles of Haynes, Fearnhead and Eckley (2017, section 3.1), which
 * lie denser in the tails.
 */
final class StretchCost {
  private final int quantiles;
  private final double weight;

  /** Of every prefix and quantile, twice the values below it and once those equal to it. */
  private final int[] doubledBelow;

  /** At place 2 x, {@code x log x}: counts are halves, and logarithms would be all of the time. */
  private final double[] entropy;

  /** Looks at a series of 2 values or more, finite. */
  StretchCost(double[] values) {
    int count = values.length;
    double range = StrictMath.log(2.0 * count - 1);
    quantiles = Math.min(count, (int) Math.ceil(4 * StrictMath.log(count)));
    weight = 2 * range / quantiles;
    double[] points = points(values, range);
    doubledBelow = new int[(count + 1) * quantiles];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < quantiles; k++) {
        int share = values[i] < points[k] ? 2 : values[i] == points[k] ? 1 : 0;
        doubledBelow[(i + 1) * quantiles + k] = doubledBelow[i * quantiles + k] + share;
      }
    }
    entropy = new double[2 * count + 1];
    for (int i = 1; i <= 2 * count; i++) {
      entropy[i] = i / 2.0 * StrictMath.log(i / 2.0);
    }
  }

  private double[] points(double[] values, double range) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] points = new double[quantiles];
    for (int k = 0; k < quantiles; k++) {
      double exponent = -range / quantiles * (2 * k + 1);
      double share = 1 / (1 + (2.0 * values.length - 1) * StrictMath.exp(exponent));
      points[k] = sorted[Math.min(values.length - 1, (int) (share * values.length))];
    }
    return points;
  }

  /** Returns the cost of the values from start, inclusive, to end, exclusive: 0 or more. */
  double of(int start, int end) {
    int doubledLength = 2 * (end - start);
    int from = start * quantiles;
    int to = end * quantiles;
    double sum = 0;
    for (int k = 0; k < quantiles; k++) {
      int below = doubledBelow[to + k] - doubledBelow[from + k];
      sum += entropy[below] + entropy[doubledLength - below];
    }
    return weight * (quantiles * entropy[doubledLength] - sum);
  }
}
