package dev.rote.runner.analysis;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How many times as fast one row is as another. Forks run in rounds, one fork of every row, so that
 * what slows the machine down for a while slows both: the ratio is taken within each round, and
 * only what differs between rounds is noise. Computed on logarithms, in which the ratio of A to B
 * is that of B to A turned round, with Student's t.
 *
 * @param value geometric mean of the rounds' ratios
 * @param interval where the true ratio is, at the confidence asked for; empty with fewer than
 *     {@value #FEWEST_ROUNDS} rounds, which say nothing about the next one
 * @param rounds that have a fork of both
 * @param roundsNeeded about how many rounds would show a difference of this size, with a
 *     probability of 80%; empty where it is seen already, where nothing is known of the spread, or
 *     where there would have to be more than {@value #MOST_ROUNDS}
 */
public record SpeedRatio(
    double value, Optional<Interval> interval, int rounds, OptionalInt roundsNeeded) {
  /** With two rounds Student's t has one degree of freedom, and its interval says nothing. */
  public static final int FEWEST_ROUNDS = 3;

  /** Nobody runs more forks than these. */
  public static final int MOST_ROUNDS = 1000;

  /** How often a comparison, or a whole family of them, may call a difference what is none. */
  public static final double LEVEL = 0.05;

  /** Of a difference that is there, to be seen. */
  private static final double POWER = 0.8;

  /** What of a fork is compared. */
  public enum Phase {
    TRAINING(ForkSamples::train),
    INFERENCE(ForkSamples::predict);

    private final Function<ForkSamples, List<Iteration>> samples;

    Phase(Function<ForkSamples, List<Iteration>> samples) {
      this.samples = samples;
    }

    /** Returns the iterations of a fork. */
    public List<Iteration> of(ForkSamples fork) {
      return samples.apply(fork);
    }
  }

  /** An interval of ratios. */
  public record Interval(double low, double high) {
    /** Returns whether 1, which is no difference, lies outside. */
    public boolean excludesOne() {
      return low > 1 || high < 1;
    }
  }

  public SpeedRatio {
    requireNonNull(interval, "interval is null");
    requireNonNull(roundsNeeded, "roundsNeeded is null");
  }

  /** Returns whether one is seen to be faster than the other. */
  public boolean differs() {
    return interval.filter(Interval::excludesOne).isPresent();
  }

  /**
   * Compares two rows of one run.
   *
   * @param row its speed is above the line
   * @param baseline its speed is below
   * @param comparisons in the family that this one is of; the level is divided by it (Bonferroni)
   * @return empty if no round has a fork of both
   */
  public static Optional<SpeedRatio> of(
      ThroughputResult row, ThroughputResult baseline, Phase phase, int comparisons) {
    List<Double> logarithms = logarithms(row, baseline, phase);
    return logarithms.isEmpty() ? Optional.empty() : Optional.of(of(logarithms, comparisons));
  }

  /**
   * Compares rows of two runs, whose forks did not take turns: what changed between the runs counts
   * as a difference, and the spread of both as noise (Welch's t).
   *
   * @param row its speed is above the line
   * @param baseline its speed is below
   * @param comparisons in the family that this one is of
   * @return empty if one has no fork
   */
  public static Optional<SpeedRatio> ofRuns(
      ThroughputResult row, ThroughputResult baseline, Phase phase, int comparisons) {
    SummaryStatistics above = logarithms(row, phase);
    SummaryStatistics below = logarithms(baseline, phase);
    int forks = (int) Math.min(above.getN(), below.getN());
    if (forks == 0) {
      return Optional.empty();
    }
    double mean = above.getMean() - below.getMean();
    double value = Math.exp(mean);
    double one = above.getVariance() / above.getN();
    double other = below.getVariance() / below.getN();
    if (forks < FEWEST_ROUNDS) {
      return Optional.of(new SpeedRatio(value, Optional.empty(), forks, OptionalInt.empty()));
    }
    double freedom =
        (one + other)
            * (one + other)
            / (one * one / (above.getN() - 1) + other * other / (below.getN() - 1));
    double half =
        one + other == 0
            ? 0
            : new TDistribution(null, freedom)
                    .inverseCumulativeProbability(1 - LEVEL / comparisons / 2)
                * Math.sqrt(one + other);
    return Optional.of(
        new SpeedRatio(
            value,
            Optional.of(new Interval(Math.exp(mean - half), Math.exp(mean + half))),
            forks,
            OptionalInt.empty()));
  }

  /** Returns the logarithm of the ratio of a row to another in each round that has both. */
  public static List<Double> logarithms(
      ThroughputResult row, ThroughputResult baseline, Phase phase) {
    return logarithms(means(row, phase), means(baseline, phase));
  }

  /**
   * Returns the logarithm of the ratio in each round that has both.
   *
   * @param above speeds by round, greater than 0
   * @param below likewise
   */
  public static List<Double> logarithms(Map<Integer, Double> above, Map<Integer, Double> below) {
    List<Double> logarithms = new ArrayList<>();
    above.forEach((round, speed) -> {
      Double other = below.get(round);
      if (other != null) {
        logarithms.add(Math.log(speed / other));
      }
    });
    return logarithms;
  }

  private static SummaryStatistics logarithms(ThroughputResult row, Phase phase) {
    SummaryStatistics statistics = new SummaryStatistics();
    means(row, phase).values().forEach(mean -> statistics.addValue(Math.log(mean)));
    return statistics;
  }

  private static Map<Integer, Double> means(ThroughputResult row, Phase phase) {
    Map<Integer, Double> means = new TreeMap<>();
    for (ForkResult fork : row.counted()) {
      fork.samples().ifPresent(samples -> means.put(fork.round(), Speed.mean(phase.of(samples))));
    }
    return means;
  }

  /**
   * Returns the ratio whose logarithms in each round are these, of which there is one or more.
   *
   * @param comparisons in the family that this one is of
   */
  public static SpeedRatio of(List<Double> logarithms, int comparisons) {
    SummaryStatistics statistics = new SummaryStatistics();
    logarithms.forEach(statistics::addValue);
    int rounds = logarithms.size();
    double mean = statistics.getMean();
    if (rounds < FEWEST_ROUNDS) {
      return new SpeedRatio(Math.exp(mean), Optional.empty(), rounds, OptionalInt.empty());
    }
    double tail = LEVEL / comparisons / 2;
    double spread = statistics.getStandardDeviation();
    double half = quantile(rounds, 1 - tail) * spread / Math.sqrt(rounds);
    Interval interval = new Interval(Math.exp(mean - half), Math.exp(mean + half));
    return new SpeedRatio(
        Math.exp(mean),
        Optional.of(interval),
        rounds,
        interval.excludesOne() ? OptionalInt.empty() : needed(Math.abs(mean), spread, tail));
  }

  /**
   * Returns how often nothing but chance makes a ratio at least as far from 1 (two-sided), 1 with
   * fewer than {@value #FEWEST_ROUNDS} rounds.
   *
   * @param logarithms of the ratio in each round
   */
  public static double p(List<Double> logarithms) {
    int rounds = logarithms.size();
    if (rounds < FEWEST_ROUNDS) {
      return 1;
    }
    SummaryStatistics statistics = new SummaryStatistics();
    logarithms.forEach(statistics::addValue);
    if (statistics.getStandardDeviation() == 0) {
      return statistics.getMean() == 0 ? 1 : 0;
    }
    double t =
        Math.abs(statistics.getMean()) / (statistics.getStandardDeviation() / Math.sqrt(rounds));
    return 2 * new TDistribution(null, rounds - 1.0).cumulativeProbability(-t);
  }

  private static double quantile(int rounds, double probability) {
    return new TDistribution(null, rounds - 1.0).inverseCumulativeProbability(probability);
  }

  /** The usual approximation of a sample size, in which t stands in for its noncentral relative. */
  private static OptionalInt needed(double difference, double spread, double tail) {
    if (!reaches(MOST_ROUNDS, difference, spread, tail)) {
      return OptionalInt.empty();
    }
    int few = FEWEST_ROUNDS - 1;
    int many = MOST_ROUNDS;
    while (many - few > 1) {
      int middle = (few + many) / 2;
      if (reaches(middle, difference, spread, tail)) {
        many = middle;
      } else {
        few = middle;
      }
    }
    return OptionalInt.of(many);
  }

  private static boolean reaches(int rounds, double difference, double spread, double tail) {
    return (quantile(rounds, 1 - tail) + quantile(rounds, POWER)) * spread / Math.sqrt(rounds)
        <= difference;
  }
}
