package dev.rote.runner.worker;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The throughput of a cell over all of its forks.
 *
 * @param train of training
 * @param predict of predictions
 * @param finite whether every loss that was looked at was finite: arithmetic on what is not a
 *     number may take another time
 */
public record ThroughputReport(Score train, Score predict, boolean finite) {
  /** The unit of every score. */
  public static final String UNIT = "examples/s";

  private static final double CONFIDENCE = 0.95;

  /**
   * A throughput with its interval. Iterations of one fork share a process, its memory layout and
   * its compiled code, and so are not independent: forks are, and both numbers come from the means
   * of the forks.
   *
   * @param score mean of the forks' means, in examples/s
   * @param error half the width of the 95% interval of Student's t; empty with a single fork, which
   *     says nothing about the next one
   * @param unit {@value ThroughputReport#UNIT}
   * @param forks the iterations of each fork, in examples/s
   */
  public record Score(double score, OptionalDouble error, String unit, List<List<Double>> forks) {
    public Score {
      forks = forks.stream().map(List::copyOf).toList();
    }

    static Score of(List<List<Double>> forks) {
      SummaryStatistics means = new SummaryStatistics();
      for (List<Double> fork : forks) {
        means.addValue(fork.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
      }
      return new Score(means.getMean(), error(means), UNIT, forks);
    }

    private static OptionalDouble error(SummaryStatistics means) {
      long forks = means.getN();
      if (forks < 2) {
        return OptionalDouble.empty();
      }
      double quantile =
          new TDistribution(forks - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
      return OptionalDouble.of(quantile * means.getStandardDeviation() / Math.sqrt(forks));
    }
  }

  /**
   * Returns the report of these forks.
   *
   * @param forks one or more
   */
  public static ThroughputReport of(List<ForkSamples> forks) {
    if (forks.isEmpty()) {
      throw new IllegalArgumentException("there is no fork, but a throughput needs 1 or more");
    }
    return new ThroughputReport(
        score(forks, ForkSamples::train),
        score(forks, ForkSamples::predict),
        forks.stream().allMatch(ForkSamples::finite));
  }

  private static Score score(List<ForkSamples> forks, Function<ForkSamples, List<Double>> samples) {
    return Score.of(forks.stream().map(samples).toList());
  }
}
