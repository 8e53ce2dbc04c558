package dev.rote.runner.analysis.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The geometric mean of a sample, and where that of the population is: Student's t on logarithms,
 * as speeds scatter by shares of themselves.
 *
 * @param value of the sample
 * @param interval at 95%; empty with fewer than {@value #FEWEST_FOR_INTERVAL} values, of which it
 *     would say nothing
 */
public record GeometricMean(double value, Optional<Interval> interval) {
  /** With two values Student's t has one degree of freedom. */
  private static final int FEWEST_FOR_INTERVAL = 3;

  private static final double CONFIDENCE = 0.95;

  /** By degrees of freedom: finding one takes longer than everything else. */
  private static final Map<Integer, Double> QUANTILES = new ConcurrentHashMap<>();

  public GeometricMean {
    requireNonNull(interval, "interval is null");
  }

  /**
   * Returns that of a sample.
   *
   * @throws IllegalArgumentException if there is no value, or one is not finite and above 0
   */
  public static GeometricMean of(double[] values) {
    Samples.requireFinite("values", values);
    double sum = 0;
    double[] logarithms = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0)) {
        throw new IllegalArgumentException(
            "values[" + i + "] is " + values[i] + ", allowed is more than 0");
      }
      logarithms[i] = StrictMath.log(values[i]);
      sum += logarithms[i];
    }
    double mean = sum / values.length;
    return new GeometricMean(StrictMath.exp(mean), interval(logarithms, mean));
  }

  private static Optional<Interval> interval(double[] logarithms, double mean) {
    int count = logarithms.length;
    if (count < FEWEST_FOR_INTERVAL) {
      return Optional.empty();
    }
    double squares = 0;
    for (double each : logarithms) {
      squares += (each - mean) * (each - mean);
    }
    double half =
        QUANTILES.computeIfAbsent(count - 1, GeometricMean::quantile)
            * Math.sqrt(squares / (count - 1) / count);
    return Optional.of(
        new Interval(StrictMath.exp(mean - half), StrictMath.exp(mean + half), CONFIDENCE));
  }

  private static double quantile(int degrees) {
    return new TDistribution(null, degrees).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
  }
}
