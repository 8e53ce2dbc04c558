package dev.rote.runner.analysis;

import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.Measurement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Statistics of a throughput. Iterations of one fork share a process, its memory layout and its
 * compiled code, and so are not independent: forks are, and every number comes from the means of
 * the forks.
 */
public final class Speed {
  private static final double CONFIDENCE = 0.95;

  /** With two forks Student's t has one degree of freedom, and its interval says nothing. */
  private static final int FEWEST_FOR_INTERVAL = 3;

  private Speed() {}

  /** Returns the measurement of some forks, or empty if none was measured. */
  public static Optional<Measurement> of(
      List<ForkResult> forks, Function<ForkSamples, List<Iteration>> samples) {
    List<List<Double>> rates =
        forks.stream()
            .flatMap(fork -> fork.samples().stream())
            .map(samples)
            .map(iterations -> iterations.stream().map(Iteration::examplesPerSecond).toList())
            .toList();
    return rates.isEmpty() ? Optional.empty() : Optional.of(of(rates));
  }

  /**
   * Returns the measurement of forks.
   *
   * @param forks the iterations of each of one or more forks, in examples/s
   */
  public static Measurement of(List<List<Double>> forks) {
    SummaryStatistics means = new SummaryStatistics();
    means(forks).forEach(means::addValue);
    return new Measurement(means.getMean(), error(means), Measurement.UNIT, forks);
  }

  private static OptionalDouble error(SummaryStatistics means) {
    long forks = means.getN();
    if (forks < 2) {
      return OptionalDouble.empty();
    }
    double quantile =
        new TDistribution(null, forks - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    return OptionalDouble.of(quantile * means.getStandardDeviation() / Math.sqrt(forks));
  }

  /** Returns what a fork comes to: the mean of its one or more iterations, in examples/s. */
  public static double mean(List<Iteration> iterations) {
    return iterations.stream().mapToDouble(Iteration::examplesPerSecond).average().orElseThrow();
  }

  /** Returns the mean of each fork's iterations. */
  public static List<Double> means(List<List<Double>> forks) {
    return forks.stream()
        .map(fork -> fork.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .toList();
  }

  /**
   * What to show of a measurement.
   *
   * @param value in examples/s: the mean of the forks, or their median where they are too few for
   *     an interval
   * @param relativeError half width of the 95% interval relative to the mean
   * @param range the slowest and the fastest fork, where there are two
   */
  public record Shown(double value, OptionalDouble relativeError, Optional<Range> range) {}

  /** The slowest and the fastest fork, in examples/s. */
  public record Range(double lowest, double highest) {}

  /** Returns what to show of a measurement. */
  public static Shown shown(Measurement measurement) {
    List<Double> means = means(measurement.forks()).stream().sorted().toList();
    if (means.size() >= FEWEST_FOR_INTERVAL && measurement.error().isPresent()) {
      return new Shown(
          measurement.score(),
          OptionalDouble.of(measurement.error().getAsDouble() / measurement.score()),
          Optional.empty());
    }
    int middle = means.size() / 2;
    double median =
        means.size() % 2 == 1 ? means.get(middle) : (means.get(middle - 1) + means.get(middle)) / 2;
    return new Shown(
        median,
        OptionalDouble.empty(),
        means.size() > 1
            ? Optional.of(new Range(means.getFirst(), means.getLast()))
            : Optional.empty());
  }
}
