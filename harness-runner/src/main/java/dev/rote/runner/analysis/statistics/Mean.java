package dev.rote.runner.analysis.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of a sample, and where that of the population is, by Student's t.
 *
 * @param value of the sample
 * @param interval at the confidence asked for; empty with fewer than {@value #FEWEST_FOR_INTERVAL}
 *     values, of which it would say nothing
 */
public record Mean(double value, Optional<Interval> interval) {
  /** With two values Student's t has one degree of freedom. */
  public static final int FEWEST_FOR_INTERVAL = 3;

  /** By degrees of freedom and confidence: finding one takes longer than everything else. */
  private static final Map<Key, Double> QUANTILES = new ConcurrentHashMap<>();

  private record Key(int degrees, double confidence) {}

  public Mean {
    requireNonNull(interval, "interval is null");
  }

  /**
   * Returns that of a sample.
   *
   * @param values {@code [n]}
   * @param confidence of the interval, more than 0 and less than 1
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public static Mean of(double[] values, double confidence) {
    Samples.requireFinite("values", values);
    Samples.requireProbability("confidence", confidence);
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    return new Mean(mean, interval(values, mean, confidence));
  }

  private static Optional<Interval> interval(double[] values, double mean, double confidence) {
    int count = values.length;
    if (count < FEWEST_FOR_INTERVAL) {
      return Optional.empty();
    }
    double squares = 0;
    for (double each : values) {
      squares += (each - mean) * (each - mean);
    }
    double half =
        QUANTILES.computeIfAbsent(new Key(count - 1, confidence), Mean::quantile)
            * Math.sqrt(squares / (count - 1) / count);
    return Optional.of(new Interval(mean - half, mean + half, confidence));
  }

  private static double quantile(Key key) {
    return new TDistribution(null, key.degrees())
        .inverseCumulativeProbability((1 + key.confidence()) / 2);
  }
}
