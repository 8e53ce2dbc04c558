package dev.rote.runner.analysis.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Whether paired values differ, such as the forks of two builds that took turns, and by how much:
 * the signed-rank test of Wilcoxon (1945) with the estimate and the interval of Hodges and Lehmann
 * and Tukey (Hollander, Wolfe and Chicken 2014, chapter 3). What slows a whole pair down does not
 * count. Of the differences it is assumed that they lie symmetrically about the shift. On
 * differences of logarithms the shift is that of a ratio.
 *
 * <p>Differences of 0 say nothing of a direction and are left out of the p-value, as Wilcoxon did.
 * It is exact up to {@value #MOST_EXACT} differences; with some of equal size, that of all ways to
 * give these very sizes their signs. Beyond, it is that of the normal distribution, corrected for
 * equal sizes and for continuity.
 *
 * <p>The interval lies between two of the means of all pairs of differences, each one paired with
 * itself as well (Walsh averages), which the distribution of the signed-rank sum without equals
 * names.
 *
 * @param p two-sided p-value of no difference
 * @param shift median of the Walsh averages
 * @param interval of the shift
 * @param pairs number of differences, those of 0 included
 */
public record SignedRankShift(double p, double shift, Interval interval, int pairs) {
  /** Up to here every way to give the differences their signs is counted. */
  public static final int MOST_EXACT = RankDistribution.MOST_COUNTED;

  public SignedRankShift {
    requireNonNull(interval, "interval is null");
  }

  /**
   * Compares the two values of each pair.
   *
   * @param differences {@code [n]}, 1 or more, finite: what the second of each pair has more
   * @param confidence of the interval, such as 0.95
   * @throws IllegalArgumentException if there is no difference, one that is not finite, or a
   *     confidence that is not between 0 and 1
   */
  public static SignedRankShift of(double[] differences, double confidence) {
    Samples.requireFinite("differences", differences);
    Samples.requireProbability("confidence", confidence);
    double[] averages = walshAverages(differences);
    return new SignedRankShift(
        p(DoubleStream.of(differences).filter(difference -> difference != 0).toArray()),
        Samples.medianOfSorted(averages),
        interval(averages, differences.length, (1 - confidence) / 2),
        differences.length);
  }

  private static double[] walshAverages(double[] differences) {
    int count = differences.length;
    double[] averages = new double[Math.multiplyExact(count, count + 1) / 2];
    int next = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i; j < count; j++) {
        averages[next++] = differences[i] / 2 + differences[j] / 2;
      }
    }
    Arrays.sort(averages);
    return averages;
  }

  private static double p(double[] differences) {
    if (differences.length == 0) {
      return 1;
    }
    if (differences.length > MOST_EXACT) {
      return WilcoxonSignedRankTest.withDefaults()
          .with(PValueMethod.ASYMPTOTIC)
          .with(ContinuityCorrection.ENABLED)
          .test(differences)
          .getPValue();
    }
    long sizes = DoubleStream.of(differences).map(Math::abs).distinct().count();
    if (sizes == differences.length) {
      return WilcoxonSignedRankTest.withDefaults()
          .with(PValueMethod.EXACT)
          .test(differences)
          .getPValue();
    }
    return countedP(differences);
  }

  /** Counts every way to give differences, none of which is 0, their signs. */
  static double countedP(double[] differences) {
    int[] ranks = Samples.doubledRanks(DoubleStream.of(differences).map(Math::abs).toArray());
    int positive = 0;
    for (int i = 0; i < ranks.length; i++) {
      positive += differences[i] > 0 ? ranks[i] : 0;
    }
    return RankDistribution.ofPositive(ranks).twoSided(positive);
  }

  private static Interval interval(double[] averages, int count, double tail) {
    int rank = tail(count, tail);
    return Interval.ofOrderStatistics(averages, rank, coverage(count, rank));
  }

  /**
   * Returns how many signed-rank sums, from 0 up, have together no more than a probability, without
   * equal sizes.
   */
  static int tail(int count, double probability) {
    if (count <= MOST_EXACT) {
      return sums(count).within(probability, 0);
    }
    double rank = 0.5 + mean(count) + Samples.normalQuantile(probability) * deviation(count);
    return (int) Math.max(0, Math.floor(rank));
  }

  private static double coverage(int count, int rank) {
    if (rank == 0) {
      return 1;
    }
    return count <= MOST_EXACT
        ? 1 - 2 * sums(count).atMost(2 * (rank - 1))
        : 1 - 2 * Samples.normal((rank - 0.5 - mean(count)) / deviation(count));
  }

  private static RankDistribution sums(int count) {
    return RankDistribution.ofPositive(RankDistribution.untied(count));
  }

  private static double mean(int count) {
    return count * (count + 1.0) / 4;
  }

  private static double deviation(int count) {
    return Math.sqrt(count * (count + 1.0) * (2.0 * count + 1) / 24);
  }

  /**
   * Returns the smallest p-value that so many differences can have: 2 / 2^pairs.
   *
   * @param pairs 1 or more
   */
  public static double smallestP(int pairs) {
    if (pairs < 1) {
      throw new IllegalArgumentException("pairs is " + pairs + ", allowed is 1 or more");
    }
    return Math.scalb(1.0, 1 - pairs);
  }

  /**
   * Returns about how many pairs would show a shift with a probability of 80%, if the differences
   * are normal. The critical value of the signed-rank sum is exact; the sum itself is taken as
   * normal, with the mean and the variance that the shift gives it (Lehmann 1975, section 4.2).
   * Differences drawn in such numbers show the shift in 80% to 90% of cases, and in more where even
   * 6 are almost certain to.
   *
   * @param shift of the differences, of either sign
   * @param deviation standard deviation of the differences
   * @param significance that the p-value has to reach
   * @return empty if there would have to be more than 1000, or if there is no shift
   */
  public static OptionalInt pairsToShow(double shift, double deviation, double significance) {
    return Planning.pairs(shift, deviation, significance);
  }
}
