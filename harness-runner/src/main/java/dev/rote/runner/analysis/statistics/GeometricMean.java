package dev.rote.runner.analysis.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The geometric mean of a sample, and where that of the population is: Student's t on logarithms,
 * as speeds scatter by shares of themselves.
 *
 * @param value of the sample
 * @param interval at 95%; empty with fewer than {@value Mean#FEWEST_FOR_INTERVAL} values, of which
 *     it would say nothing
 */
public record GeometricMean(double value, Optional<Interval> interval) {
  private static final double CONFIDENCE = 0.95;

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
    double[] logarithms = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0)) {
        throw new IllegalArgumentException(
            "values[" + i + "] is " + values[i] + ", allowed is more than 0");
      }
      logarithms[i] = StrictMath.log(values[i]);
    }
    Mean mean = Mean.of(logarithms, CONFIDENCE);
    return new GeometricMean(
        StrictMath.exp(mean.value()),
        mean.interval()
            .map(interval ->
                new Interval(
                    StrictMath.exp(interval.low()), StrictMath.exp(interval.high()), CONFIDENCE)));
  }
}
