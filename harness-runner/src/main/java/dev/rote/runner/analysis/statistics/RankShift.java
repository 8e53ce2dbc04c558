package dev.rote.runner.analysis.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Variance;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether two independent samples differ, such as the forks of two builds, and by how much: the
 * test of Mann and Whitney (1947) with the estimate and the interval of Hodges and Lehmann (1963;
 * Hollander, Wolfe and Chicken 2014, chapter 4). Only the order of the values counts, so that a
 * fork which a neighbour slowed down tenfold weighs as much as one that is merely the slowest, and
 * nothing is assumed of their distribution but that the one sample is the other, moved. On
 * logarithms the shift is that of a ratio.
 *
 * <p>The p-value is exact up to {@value #MOST_EXACT} values in both samples together. With equal
 * values among them it is that of all ways to divide the very values into samples of these sizes,
 * twice the smaller tail. Beyond, it is that of the normal distribution, corrected for equal values
 * and for continuity.
 *
 * <p>The interval lies between two of the pairwise differences, which the distribution of U without
 * equal values names. With equal values it covers at least what it says. Without them, and up to
 * {@value #MOST_EXACT} values, it excludes 0 exactly if the p-value is 1 - confidence at most.
 *
 * @param p two-sided p-value of no difference
 * @param shift median of all differences of a value of the head and one of the base
 * @param interval of the shift
 * @param base number of values in the first sample
 * @param head number of values in the second
 */
public record RankShift(double p, double shift, Interval interval, int base, int head) {
  /** Up to here every way to divide the values is counted. */
  public static final int MOST_EXACT = RankDistribution.MOST_COUNTED;

  public RankShift {
    requireNonNull(interval, "interval is null");
  }

  /**
   * Compares two samples.
   *
   * @param base {@code [n]}, 1 value or more, finite
   * @param head {@code [m]}, likewise; the shift is that of head from base
   * @param confidence of the interval, such as 0.95
   * @throws IllegalArgumentException if there is no value, one that is not finite, or a confidence
   *     that is not between 0 and 1
   */
  public static RankShift of(double[] base, double[] head, double confidence) {
    Samples.requireFinite("base", base);
    Samples.requireFinite("head", head);
    Samples.requireProbability("confidence", confidence);
    double[] differences = differences(base, head);
    return new RankShift(
        p(Samples.withoutNegativeZero(base), Samples.withoutNegativeZero(head)),
        Samples.medianOfSorted(differences),
        interval(differences, base.length, head.length, (1 - confidence) / 2),
        base.length,
        head.length);
  }

  private static double[] differences(double[] base, double[] head) {
    double[] differences = new double[Math.multiplyExact(base.length, head.length)];
    int next = 0;
    for (double after : head) {
      for (double before : base) {
        differences[next++] = after - before;
      }
    }
    Arrays.sort(differences);
    return differences;
  }

  private static double p(double[] base, double[] head) {
    double[] all = DoubleStream.concat(Arrays.stream(base), Arrays.stream(head)).toArray();
    long different = DoubleStream.of(all).distinct().count();
    if (different == 1) {
      return 1;
    }
    if (all.length > MOST_EXACT) {
      return MannWhitneyUTest.withDefaults()
          .with(PValueMethod.ASYMPTOTIC)
          .with(ContinuityCorrection.ENABLED)
          .test(base, head)
          .getPValue();
    }
    if (different == all.length) {
      return MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT).test(base, head).getPValue();
    }
    return countedP(all, base.length);
  }

  /** Counts every way in which as many of all values could have been the first. */
  static double countedP(double[] all, int first) {
    int[] ranks = Samples.doubledRanks(all);
    return RankDistribution.ofChosen(ranks, first).twoSided(IntStream.of(ranks).limit(first).sum());
  }

  private static Interval interval(double[] differences, int base, int head, double tail) {
    int rank = tail(base, head, tail);
    return Interval.ofOrderStatistics(differences, rank, coverage(base, head, rank));
  }

  /**
   * Returns how many values of U, from 0 up, have together no more than a probability, without
   * equal values.
   */
  static int tail(int base, int head, double probability) {
    if (base + head <= MOST_EXACT) {
      return sums(base, head).within(probability, base * (base + 1));
    }
    double rank =
        0.5 + mean(base, head) + Samples.normalQuantile(probability) * deviation(base, head);
    return (int) Math.max(0, Math.floor(rank));
  }

  private static double coverage(int base, int head, int rank) {
    if (rank == 0) {
      return 1;
    }
    return base + head <= MOST_EXACT
        ? 1 - 2 * sums(base, head).atMost(base * (base + 1) + 2 * (rank - 1))
        : 1 - 2 * Samples.normal((rank - 0.5 - mean(base, head)) / deviation(base, head));
  }

  private static RankDistribution sums(int base, int head) {
    return RankDistribution.ofChosen(RankDistribution.untied(base + head), base);
  }

  private static double mean(int base, int head) {
    return base * (double) head / 2;
  }

  private static double deviation(int base, int head) {
    return Math.sqrt(base * (double) head * (base + head + 1.0) / 12);
  }

  /**
   * Returns the smallest p-value that samples of these sizes can have: 2 / C(base + head, base). No
   * difference, however large, is seen at a significance below it.
   *
   * @param base 1 or more
   * @param head 1 or more
   */
  public static double smallestP(int base, int head) {
    if (base < 1 || head < 1) {
      throw new IllegalArgumentException(
          "samples have " + base + " and " + head + " values, allowed is 1 or more each");
    }
    return Math.min(1, 2 / CombinatoricsUtils.binomialCoefficientDouble(base + head, base));
  }

  /**
   * Returns about how many forks a side would show a shift with a probability of 80%, if the values
   * of a side are normal. The critical value of U is exact; U itself is taken as normal, with the
   * mean and the variance that the shift gives it (Lehmann 1975, section 2.3). Samples drawn with
   * so many forks show the shift in 80% to 85% of cases, and in more where even 5 are almost
   * certain to.
   *
   * @param shift between the sides, of either sign
   * @param deviation standard deviation within a side, as {@link #pooledDeviation} has it
   * @param significance that the p-value has to reach, such as 0.05 divided by the number of
   *     comparisons
   * @return empty if there would have to be more than 1000, or if there is no shift
   */
  public static OptionalInt forksToShow(double shift, double deviation, double significance) {
    return Planning.samples(shift, deviation, significance);
  }

  /**
   * Returns the standard deviation within both samples, which have 3 values or more together; the
   * difference between their means is not part of it.
   */
  public static double pooledDeviation(double[] base, double[] head) {
    Samples.requireFinite("base", base);
    Samples.requireFinite("head", head);
    int freedom = base.length + head.length - 2;
    if (freedom < 1) {
      throw new IllegalArgumentException(
          "samples have one value each, allowed are 3 or more together");
    }
    Variance variance = new Variance();
    return Math.sqrt(
        (variance.evaluate(base) * (base.length - 1) + variance.evaluate(head) * (head.length - 1))
            / freedom);
  }
}
