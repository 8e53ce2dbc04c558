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
 * Where a comment says SciPy, the figure is that of {@code stats.wilcoxon} of SciPy 1.17.1, with
 * method {@code approx} and correction or, with equal sizes, {@code PermutationMethod} over all
 * ways.
 */
class SignedRankShiftTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  /** Scale of depression before and after (Hollander and Wolfe 1973, p. 29), as in R's help. */
  private static final double[] DEPRESSION =
      difference(
          new double[] {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30},
          new double[] {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29});

  private static double[] difference(double[] before, double[] after) {
    return IntStream.range(0, before.length).mapToDouble(i -> after[i] - before[i]).toArray();
  }

  @Test
  void theExampleOfRsHelpHasItsPublishedAnswers() {
    SignedRankShift shift = SignedRankShift.of(DEPRESSION, 0.95);

    // R: one-sided p = 0.01953; the estimate of Hollander and Wolfe is -0.46.
    assertThat(shift.p()).isCloseTo(0.0390625, EXACTLY);
    assertThat(shift.shift()).isCloseTo(-0.46, EXACTLY);
    assertThat(shift.pairs()).isEqualTo(9);
  }

  // The 6th, 9th and 2nd average from either end, by counting all 2^9 ways in Python.
  @ParameterizedTest
  @CsvSource({
    "0.95, -0.786, -0.01, 0.9609375",
    "0.90, -0.726, -0.175, 0.90234375",
    "0.99, -0.987, 0.1135, 0.9921875"
  })
  void theIntervalIsMadeOfAveragesAndCoversAtLeastWhatIsAsked(
      double confidence, double low, double high, double coverage) {
    Interval interval = SignedRankShift.of(DEPRESSION, confidence).interval();

    assertThat(interval.low()).isCloseTo(low, EXACTLY);
    assertThat(interval.high()).isCloseTo(high, EXACTLY);
    assertThat(interval.coverage()).isCloseTo(coverage, EXACTLY);
  }

  @Test
  void pIsThatOfAllWaysToGiveSigns() {
    RandomStream random = RandomStream.of(1, "signs");
    for (int size = 1; size <= 10; size++) {
      for (int distinct : new int[] {2, 5, 1000}) {
        double[] differences =
            IntStream.range(0, size)
                .mapToDouble(
                    i -> (random.nextInt(distinct) + 1) * (random.nextInt(3) == 0 ? -1 : 1))
                .toArray();

        assertThat(SignedRankShift.of(differences, 0.9).p())
            .as(Arrays.toString(differences))
            .isCloseTo(enumerated(differences), EXACTLY);
      }
    }
  }

  private static double enumerated(double[] differences) {
    int seenSigns = 0;
    for (int i = 0; i < differences.length; i++) {
      seenSigns |= differences[i] > 0 ? 1 << i : 0;
    }
    double seen = positiveRanks(differences, seenSigns);
    int atMost = 0;
    int atLeast = 0;
    for (int signs = 0; signs < 1 << differences.length; signs++) {
      double sum = positiveRanks(differences, signs);
      atMost += sum <= seen ? 1 : 0;
      atLeast += sum >= seen ? 1 : 0;
    }
    return Math.min(1, 2.0 * Math.min(atMost, atLeast) / (1 << differences.length));
  }

  private static double positiveRanks(double[] differences, int signs) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      double size = Math.abs(differences[i]);
      if ((signs >> i & 1) == 1) {
        sum += 0.5 * DoubleStream.of(differences).filter(other -> Math.abs(other) < size).count();
        sum += 0.5 * DoubleStream.of(differences).filter(other -> Math.abs(other) <= size).count();
        sum += 0.5;
      }
    }
    return sum;
  }

  @Test
  void equalSizesAndLargerSamplesAreThoseOfSciPy() {
    double[] tied = {1, 1, -1, 2, 2, 3, -3, 3, 4, 5};
    double[] many = IntStream.range(0, 150).mapToDouble(i -> Math.sin(i * 1.7) * 3 + 0.4).toArray();
    double[] manyTied = DoubleStream.of(many).map(value -> Math.rint(value * 2) / 2).toArray();

    assertThat(SignedRankShift.of(tied, 0.95).p()).isCloseTo(0.0703125, EXACTLY);
    assertThat(SignedRankShift.of(many, 0.95).p()).isCloseTo(0.00843258024902569, EXACTLY);
    assertThat(SignedRankShift.of(manyTied, 0.95).p()).isCloseTo(0.007879895158309475, EXACTLY);
  }

  @Test
  void differencesOfZeroSayNothingOfADirection() {
    double[] differences = {1, 0, -2, 3, 0, 4, 5, -0.0};

    SignedRankShift shift = SignedRankShift.of(differences, 0.9);

    assertThat(shift.p()).isEqualTo(SignedRankShift.of(new double[] {1, -2, 3, 4, 5}, 0.9).p());
    assertThat(shift.pairs()).isEqualTo(8);
    assertThat(SignedRankShift.of(new double[4], 0.9).p()).isEqualTo(1);
    assertThat(SignedRankShift.of(new double[4], 0.9).shift()).isEqualTo(0);
  }

  @Test
  void theIntervalExcludesZeroExactlyIfPIsSmallEnough() {
    RandomStream random = RandomStream.of(2, "duality");
    int excluded = 0;
    for (int i = 0; i < 500; i++) {
      SignedRankShift shift = SignedRankShift.of(normal(random, 3 + i % 9, 0.8), 0.875);

      assertThat(shift.interval().contains(0)).isEqualTo(shift.p() > 0.125 + 1e-9);
      assertThat(shift.interval().contains(shift.shift())).isTrue();
      excluded += shift.interval().contains(0) ? 0 : 1;
    }
    assertThat(excluded).isBetween(100, 450);
  }

  @ParameterizedTest
  @CsvSource({"6", "20", "130"})
  void theIntervalCoversTheTrueShiftAsOftenAsItSays(int pairs) {
    RandomStream random = RandomStream.of(3, "coverage");
    int covered = 0;
    double coverage = 0;
    for (int i = 0; i < 1000; i++) {
      Interval interval = SignedRankShift.of(normal(random, pairs, 0.7), 0.95).interval();
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
  void theSmallestPIsThatOfDifferencesOfOneSign() {
    for (int pairs = 1; pairs <= 12; pairs++) {
      double[] positive = IntStream.rangeClosed(1, pairs).mapToDouble(i -> i).toArray();

      assertThat(SignedRankShift.smallestP(pairs)).isEqualTo(2 / Math.pow(2, pairs));
      assertThat(SignedRankShift.of(positive, 0.5).p())
          .isCloseTo(SignedRankShift.smallestP(pairs), EXACTLY);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0.05", "1.5, 0.05", "1, 0.05", "0.5, 0.05", "0.3, 0.05", "1, 0.005"})
  void thePlannedPairsShowAShiftInAboutFourOfFiveCases(double deviations, double significance) {
    int pairs = SignedRankShift.pairsToShow(deviations, 1, significance).orElseThrow();
    RandomStream random = RandomStream.of(4, "power");
    int shown = 0;
    for (int i = 0; i < 1000; i++) {
      shown +=
          SignedRankShift.of(normal(random, pairs, deviations), 0.95).p() <= significance ? 1 : 0;
    }

    assertThat(shown / 1000.0).as("%s pairs", pairs).isBetween(0.78, pairs <= 7 ? 1 : 0.9);
  }

  @Test
  void whatCannotBeRankedIsNamed() {
    assertThatThrownBy(() -> SignedRankShift.of(new double[] {Double.NaN}, 0.9))
        .hasMessage("differences[0] is NaN, allowed are finite numbers");
    assertThatThrownBy(() -> SignedRankShift.of(new double[0], 0.9))
        .hasMessage("differences has no value, allowed is 1 or more");
    assertThat(SignedRankShift.pairsToShow(0, 1, 0.05)).isEmpty();
  }
}
