package dev.rote.runner.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EquivalenceTest {
  @Test
  void theIntervalIsThatOfStudentAtNinetyPercent() {
    Mean mean = Equivalence.of(new double[] {1, 2, 3, 4}, 1).mean();

    assertThat(mean.value()).isCloseTo(2.5, within(1e-12));
    // stats.t.ppf(0.95, 3) of SciPy is 2.3533634348018264.
    double half = 2.3533634348018264 * Math.sqrt(5.0 / 3 / 4);
    assertThat(mean.interval().orElseThrow().low()).isCloseTo(2.5 - half, within(1e-9));
    assertThat(mean.interval().orElseThrow().high()).isCloseTo(2.5 + half, within(1e-9));
  }

  @Test
  void smallDifferencesAreEquivalentAndLargeOnesDifferent() {
    double[] small = {0.1, -0.1, 0.05, -0.02, 0.03};

    assertThat(Equivalence.of(small, 1).verdict()).isEqualTo(Equivalence.Verdict.EQUIVALENT);
    assertThat(Equivalence.of(small, 0.05).verdict()).isEqualTo(Equivalence.Verdict.OPEN);
    assertThat(Equivalence.of(new double[] {2, 2.1, 1.9}, 1).verdict())
        .isEqualTo(Equivalence.Verdict.DIFFERENT);
    assertThat(Equivalence.of(new double[] {-2, -2.1, -1.9}, 1).verdict())
        .isEqualTo(Equivalence.Verdict.DIFFERENT);
  }

  @Test
  void twoDifferencesShowNothing() {
    assertThat(Equivalence.of(new double[] {0, 0}, 1).verdict())
        .isEqualTo(Equivalence.Verdict.OPEN);
  }

  @Test
  void noDifferenceAtAllIsEquivalent() {
    assertThat(Equivalence.of(new double[] {0, 0, 0}, 0.1).verdict())
        .isEqualTo(Equivalence.Verdict.EQUIVALENT);
  }

  /** With a true difference at the margin, each of the tests errs in 5% of all samples at most. */
  @Test
  void whatLiesAtTheMarginIsSeldomCalledEquivalent() {
    Random random = new Random(1);
    int equivalent = 0;
    int samples = 20_000;
    for (int i = 0; i < samples; i++) {
      double[] differences = new double[5];
      for (int j = 0; j < differences.length; j++) {
        differences[j] = 1 + 0.3 * random.nextGaussian();
      }
      if (Equivalence.of(differences, 1).verdict() == Equivalence.Verdict.EQUIVALENT) {
        equivalent++;
      }
    }

    assertThat((double) equivalent / samples).isBetween(0.04, 0.06);
  }

  @Test
  void aMarginOfNothingIsRefused() {
    assertThatThrownBy(() -> Equivalence.of(new double[] {1, 2, 3}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("margin is 0.0, allowed is more than 0");
  }
}
