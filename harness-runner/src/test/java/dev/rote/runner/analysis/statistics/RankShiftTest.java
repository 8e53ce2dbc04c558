package dev.rote.runner.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.random.RandomStream;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where a comment says SciPy, the figure is that of SciPy 1.17.1: {@code stats.mannwhitneyu} with
 * method {@code exact}, {@code asymptotic} or, with equal values, {@code PermutationMethod} over
 * all ways.
 */
class RankShiftTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  /** Permeability of the human chorioamnion (Hollander and Wolfe 1973, p. 69), as in R's help. */
  private static final double[] AT_TERM = {
    0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46
  };

  private static final double[] EARLY = {1.15, 0.88, 0.90, 0.74, 1.21};

  @Test
  void theExampleOfRsHelpHasItsPublishedAnswers() {
    RankShift shift = RankShift.of(EARLY, AT_TERM, 0.95);

    // R: one-sided p = 0.1272; the estimate of Hollander and Wolfe is 0.305.
    assertThat(shift.p()).isCloseTo(2 * 0.1272061272061272, EXACTLY);
    assertThat(shift.shift()).isCloseTo(0.305, EXACTLY);
    assertThat(shift.base()).isEqualTo(5);
    assertThat(shift.head()).isEqualTo(10);
  }

  // The 9th, 12th and 5th difference from either end, by counting all C(15, 5) ways in Python.
  @ParameterizedTest
  @CsvSource({
    "0.95, -0.15, 0.76, 0.9600399600399601",
    "0.90, -0.08, 0.72, 0.9007659007659008",
    "0.99, -0.35, 1.01, 0.9920079920079921"
  })
  void theIntervalIsMadeOfDifferencesAndCoversAtLeastWhatIsAsked(
      double confidence, double low, double high, double coverage) {
    Interval interval = RankShift.of(EARLY, AT_TERM, confidence).interval();

    assertThat(interval.low()).isCloseTo(low, EXACTLY);
    assertThat(interval.high()).isCloseTo(high, EXACTLY);
    assertThat(interval.coverage()).isCloseTo(coverage, EXACTLY);
  }

  @Test
  void pIsThatOfAllWaysToDivideTheValues() {
    RandomStream random = RandomStream.of(1, "divided");
    for (int base = 1; base <= 5; base++) {
      for (int head = 1; head <= 6; head++) {
        for (int distinct : new int[] {2, 4, 1000}) {
          double[] first = draw(random, base, distinct);
          double[] second = draw(random, head, distinct);

          assertThat(RankShift.of(first, second, 0.9).p())
              .as("%s %s", Arrays.toString(first), Arrays.toString(second))
              .isCloseTo(enumerated(first, second), EXACTLY);
        }
      }
    }
  }

  private static double[] draw(RandomStream random, int size, int distinct) {
    return IntStream.range(0, size).mapToDouble(i -> random.nextInt(distinct)).toArray();
  }

  /** Every choice of as many values as the first sample has, each with its U by the definition. */
  private static double enumerated(double[] first, double[] second) {
    double[] all = DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    double seen = u(all, (1 << first.length) - 1);
    int ways = 0;
    int atMost = 0;
    int atLeast = 0;
    for (int chosen = 0; chosen < 1 << all.length; chosen++) {
      if (Integer.bitCount(chosen) == first.length) {
        double u = u(all, chosen);
        ways++;
        atMost += u <= seen ? 1 : 0;
        atLeast += u >= seen ? 1 : 0;
      }
    }
    return Math.min(1, 2.0 * Math.min(atMost, atLeast) / ways);
  }

  private static double u(double[] all, int chosen) {
    double u = 0;
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        if ((chosen >> i & 1) == 1 && (chosen >> j & 1) == 0) {
          u += all[i] > all[j] ? 1 : all[i] == all[j] ? 0.5 : 0;
        }
      }
    }
    return u;
  }

  @Test
  void equalValuesAreDividedAmongTheVeryValues() {
    double[] base = {1, 2, 2, 3, 5, 5, 5, 8};
    double[] head = {2, 3, 5, 8, 8, 9, 9};

    assertThat(RankShift.of(base, head, 0.95).p()).isCloseTo(0.11064491064491065, EXACTLY); // SciPy
  }

  @Test
  void largerSamplesAreThoseOfSciPy() {
    assertThat(RankShift.of(sine(15, 0), cosine(20, 1.5), 0.95).p())
        .isCloseTo(0.050290453974570166, EXACTLY);
    // By counting in whole numbers in Python: SciPy rounds, and differs in the eighth digit.
    assertThat(RankShift.of(sine(40, 0), cosine(60, 1.5), 0.95).p())
        .isCloseTo(0.0017686676456644208, EXACTLY);
    // More than are counted: normal, with and without equal values.
    assertThat(RankShift.of(sine(80, 0.01), cosine(60, 0.9), 0.95).p())
        .isCloseTo(0.1322350008958862, EXACTLY);
    assertThat(RankShift.of(rounded(sine(80, 0.01)), rounded(cosine(60, 0.9)), 0.95).p())
        .isCloseTo(0.20120090690674974, EXACTLY);
  }

  private static double[] sine(int size, double slope) {
    return IntStream.range(0, size).mapToDouble(i -> Math.sin(i * 1.7) * 3 + i * slope).toArray();
  }

  private static double[] cosine(int size, double shift) {
    return IntStream.range(0, size).mapToDouble(i -> Math.cos(i * 2.3) * 3 + shift).toArray();
  }

  private static double[] rounded(double[] values) {
    return DoubleStream.of(values).map(Math::rint).toArray();
  }

  @Test
  void countingAgreesWithTheLibraryWhereBothApply() {
    for (int size : new int[] {3, 8, 20, 50}) {
      double[] base = sine(size, 0);
      double[] head = cosine(size, 1);
      double[] all = DoubleStream.concat(Arrays.stream(base), Arrays.stream(head)).toArray();

      assertThat(RankShift.countedP(all, size))
          .isCloseTo(RankShift.of(base, head, 0.95).p(), EXACTLY);
    }
  }

  @Test
  void theIntervalExcludesZeroExactlyIfPIsSmallEnough() {
    RandomStream random = RandomStream.of(2, "duality");
    int excluded = 0;
    for (int i = 0; i < 500; i++) {
      double[] base = normal(random, 3 + i % 6, 0);
      double[] head = normal(random, 3 + i % 5, 1);
      RankShift shift = RankShift.of(base, head, 0.9);

      assertThat(shift.interval().contains(0)).isEqualTo(shift.p() > 0.1 + 1e-9);
      assertThat(shift.interval().contains(shift.shift())).isTrue();
      assertThat(shift.interval().coverage()).isGreaterThanOrEqualTo(0.9 - 1e-9);
      excluded += shift.interval().contains(0) ? 0 : 1;
    }
    assertThat(excluded).isBetween(100, 400);
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "8, 12", "60, 70"})
  void theIntervalCoversTheTrueShiftAsOftenAsItSays(int base, int head) {
    RandomStream random = RandomStream.of(3, "coverage");
    int covered = 0;
    double coverage = 0;
    for (int i = 0; i < 1000; i++) {
      Interval interval =
          RankShift.of(normal(random, base, 0), normal(random, head, 0.7), 0.95).interval();
      coverage = interval.coverage();
      covered += interval.contains(0.7) ? 1 : 0;
    }

    // Three standard errors of 1000 draws.
    assertThat(covered / 1000.0).isCloseTo(coverage, within(0.021));
    assertThat(coverage).isBetween(0.95 - 1e-6, 0.98);
  }

  private static double[] normal(RandomStream random, int size, double shift) {
    return DoubleStream.generate(() -> random.nextNormal() + shift).limit(size).toArray();
  }

  @Test
  void whatIsTurnedRoundHasTheOppositeShift() {
    RankShift there = RankShift.of(EARLY, AT_TERM, 0.95);
    RankShift back = RankShift.of(AT_TERM, EARLY, 0.95);

    assertThat(back.p()).isEqualTo(there.p());
    assertThat(back.shift()).isEqualTo(-there.shift());
    assertThat(back.interval().low()).isEqualTo(-there.interval().high());
  }

  @Test
  void oneOutlierWeighsNoMoreThanTheLargestValue() {
    double[] head = EARLY.clone();
    head[4] = 1000;
    double[] milder = EARLY.clone();
    milder[4] = 2;

    assertThat(RankShift.of(AT_TERM, head, 0.95).p())
        .isEqualTo(RankShift.of(AT_TERM, milder, 0.95).p());
  }

  @Test
  void samplesThatAreTooSmallSayNothing() {
    RankShift shift = RankShift.of(new double[] {1, 2, 3}, new double[] {7, 8, 9}, 0.95);

    assertThat(shift.p()).isCloseTo(0.1, EXACTLY);
    assertThat(shift.shift()).isEqualTo(6);
    assertThat(shift.interval())
        .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1));
  }

  @Test
  void aProbabilityThatIsMetExactlyCounts() {
    Interval interval =
        RankShift.of(new double[] {1, 2, 3}, new double[] {7, 8, 9}, 0.9).interval();

    assertThat(interval.low()).isEqualTo(4);
    assertThat(interval.high()).isEqualTo(8);
    assertThat(interval.coverage()).isCloseTo(0.9, EXACTLY);
  }

  @Test
  void equalSamplesDoNotDiffer() {
    RankShift shift = RankShift.of(new double[] {0.0, 0, 0}, new double[] {-0.0, 0, 0}, 0.9);

    assertThat(shift.p()).isEqualTo(1);
    assertThat(shift.shift()).isEqualTo(0);
    double[] many = new double[200];
    assertThat(RankShift.of(many, many, 0.9).p()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 3, 0.1",
    "4, 4, 0.02857142857142857",
    "5, 5, 0.007936507936507936",
    "2, 7, 0.05555555555555555"
  })
  void theSmallestPIsThatOfSamplesWhichDoNotOverlap(int base, int head, double p) {
    assertThat(RankShift.smallestP(base, head)).isCloseTo(p, EXACTLY);
    double[] below = IntStream.range(0, base).mapToDouble(i -> i).toArray();
    double[] above = IntStream.range(0, head).mapToDouble(i -> 10.0 + i).toArray();
    assertThat(RankShift.of(below, above, 0.5).p()).isCloseTo(p, EXACTLY);
  }

  @ParameterizedTest
  @CsvSource({"3, 0.05", "1.5, 0.05", "1, 0.05", "0.5, 0.05", "2, 0.005", "5, 0.01", "0.3, 0.05"})
  void thePlannedForksShowAShiftInAboutFourOfFiveCases(double deviations, double significance) {
    int forks = RankShift.forksToShow(deviations * 0.02, 0.02, significance).orElseThrow();
    RandomStream random = RandomStream.of(4, "power");
    int shown = 0;
    for (int i = 0; i < 1000; i++) {
      double p =
          RankShift.of(normal(random, forks, 0), normal(random, forks, deviations), 0.95).p();
      shown += p <= significance ? 1 : 0;
    }

    assertThat(shown / 1000.0).as("%s forks", forks).isBetween(0.78, forks <= 5 ? 1 : 0.87);
  }

  @Test
  void neverFewerForksArePlannedThanTheSmallestPAsks() {
    assertThat(RankShift.forksToShow(1, 0, 0.05)).hasValue(4);
    assertThat(RankShift.forksToShow(1, 0, 1e-6))
        .satisfies(planned -> {
          int forks = planned.orElseThrow();
          assertThat(RankShift.smallestP(forks, forks)).isLessThanOrEqualTo(1e-6);
        });
    assertThat(RankShift.forksToShow(-0.5, 1, 0.05)).isEqualTo(RankShift.forksToShow(0.5, 1, 0.05));
    assertThat(RankShift.forksToShow(0, 1, 0.05)).isEmpty();
    assertThat(RankShift.forksToShow(0, 0, 0.05)).isEmpty();
    assertThat(RankShift.forksToShow(0.001, 1, 0.05)).isEmpty();
  }

  @Test
  void theDeviationIsThatWithinTheSamples() {
    // Sums of squares 2 and 8, with 2 + 1 degrees of freedom.
    assertThat(RankShift.pooledDeviation(new double[] {1, 2, 3}, new double[] {100, 104}))
        .isCloseTo(Math.sqrt(10 / 3.0), EXACTLY);
    assertThat(RankShift.pooledDeviation(new double[] {1, 3}, new double[] {100}))
        .isCloseTo(Math.sqrt(2), EXACTLY);
  }

  @Test
  void whatCannotBeRankedIsNamed() {
    double[] fine = {1, 2};
    assertThatThrownBy(() -> RankShift.of(new double[0], fine, 0.9))
        .hasMessage("base has no value, allowed is 1 or more");
    assertThatThrownBy(() -> RankShift.of(fine, new double[] {1, Double.NaN}, 0.9))
        .hasMessage("head[1] is NaN, allowed are finite numbers");
    assertThatThrownBy(() -> RankShift.of(fine, fine, 95))
        .hasMessage("confidence is 95.0, allowed is more than 0 and less than 1");
    assertThatThrownBy(() -> RankShift.forksToShow(1, Double.NaN, 0.05))
        .hasMessage("deviation is NaN, allowed is 0 or more, and finite");
    assertThatThrownBy(() -> RankShift.pooledDeviation(new double[] {1}, new double[] {2}))
        .hasMessage("samples have one value each, allowed are 3 or more together");
  }
}
