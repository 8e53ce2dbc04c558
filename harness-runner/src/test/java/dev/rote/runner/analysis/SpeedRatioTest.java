package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.analysis.SpeedRatio.Interval;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedRatioTest {
  /** Student's t with 2 degrees of freedom at 97.5% is 4.302653: mean 0.15, half width 0.124207. */
  @Test
  void theIntervalIsThatOfStudentsTOnLogarithms() {
    SpeedRatio ratio = SpeedRatio.of(List.of(0.1, 0.2, 0.15), 1);

    assertThat(ratio.value()).isEqualTo(Math.exp(0.15), within(1e-12));
    Interval interval = ratio.interval().orElseThrow();
    assertThat(interval.low()).isEqualTo(1.026128, within(1e-5));
    assertThat(interval.high()).isEqualTo(1.315489, within(1e-5));
    assertThat(ratio.differs()).isTrue();
    assertThat(ratio.roundsNeeded()).isEmpty();
  }

  /** The same at 99.5%, which five comparisons of one level of 5% come to: 9.924843. */
  @Test
  void aFamilyOfComparisonsIsJudgedMoreStrictly() {
    SpeedRatio ratio = SpeedRatio.of(List.of(0.1, 0.2, 0.15), 5);

    assertThat(ratio.interval().orElseThrow().low())
        .isEqualTo(Math.exp(0.15 - 9.924843 * 0.05 / Math.sqrt(3)), within(1e-5));
    assertThat(ratio.differs()).isFalse();
  }

  @Test
  void whatSlowsAWholeRoundDownIsNoNoise() {
    SpeedRatio ratio =
        SpeedRatio.of(
                Forks.of("a", 1000, 500, 2000), Forks.of("b", 800, 401, 1600), Phase.TRAINING, 1)
            .orElseThrow();

    assertThat(ratio.value()).isEqualTo(1.25, within(0.01));
    assertThat(ratio.differs()).isTrue();
  }

  @Test
  void aRatioTurnedRoundIsItsInverse() {
    SpeedRatio one =
        SpeedRatio.of(Forks.of("a", 10, 12, 11), Forks.of("b", 7, 9, 9), Phase.INFERENCE, 3)
            .orElseThrow();
    SpeedRatio other =
        SpeedRatio.of(Forks.of("b", 7, 9, 9), Forks.of("a", 10, 12, 11), Phase.INFERENCE, 3)
            .orElseThrow();

    assertThat(one.value() * other.value()).isEqualTo(1, within(1e-12));
    assertThat(one.interval().orElseThrow().low() * other.interval().orElseThrow().high())
        .isEqualTo(1, within(1e-12));
  }

  @Test
  void onlyRoundsThatHaveBothCount() {
    SpeedRatio ratio =
        SpeedRatio.of(Forks.of("a", 10, 0, 20), Forks.of("b", 5, 100, 0), Phase.TRAINING, 1)
            .orElseThrow();

    assertThat(ratio.rounds()).isEqualTo(1);
    assertThat(ratio.value()).isEqualTo(2, within(1e-12));
    assertThat(ratio.interval()).isEmpty();
    assertThat(SpeedRatio.of(Forks.of("a", 10, 0), Forks.of("b", 0, 9), Phase.TRAINING, 1))
        .isEmpty();
  }

  /** By power.t.test of one sample, sd 0.0750555, delta 0.0233333, power 0.8: 83.2. */
  @Test
  void saysHowManyRoundsWouldShowADifferenceOfThisSize() {
    SpeedRatio ratio = SpeedRatio.of(List.of(0.1, -0.05, 0.02), 1);

    assertThat(ratio.differs()).isFalse();
    assertThat(ratio.roundsNeeded().orElseThrow()).isBetween(82, 85);
  }

  @Test
  void aDifferenceThatNoNumberOfForksWouldShowHasNone() {
    assertThat(SpeedRatio.of(List.of(0.1, -0.1, 0.0001), 1).roundsNeeded()).isEmpty();
  }

  /** What is equal is called different in one of twenty comparisons, and not more often. */
  @Test
  void theLevelIsKeptWhereThereIsNoDifference() {
    RandomStream random = RandomStream.of(1, "rounds without a difference");
    int runs = 4000;
    int called = 0;
    for (int run = 0; run < runs; run++) {
      if (SpeedRatio.of(List.of(noise(random), noise(random), noise(random)), 1).differs()) {
        called++;
      }
    }

    // 5% with a standard deviation of 0.35%.
    assertThat((double) called / runs).isBetween(0.038, 0.062);
  }

  /** The sum of twelve uniform numbers is normal enough. */
  private static double noise(RandomStream random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += (random.nextLong() >>> 11) * 0x1p-53;
    }
    return sum;
  }

  /** Welch: means 0.5 apart, variances 0.01 and 0.04 of three each, 2.94 degrees of freedom. */
  @Test
  void rowsOfTwoRunsAreNotPaired() {
    SpeedRatio ratio =
        SpeedRatio.ofRuns(
                Forks.of("a", Math.exp(0.9), Math.exp(1.0), Math.exp(1.1)),
                Forks.of("a", Math.exp(0.3), Math.exp(0.5), Math.exp(0.7)),
                Phase.TRAINING,
                1)
            .orElseThrow();

    assertThat(ratio.value()).isEqualTo(Math.exp(0.5), within(1e-9));
    Interval interval = ratio.interval().orElseThrow();
    // t at 97.5% with 2.941 degrees of freedom is 3.2205, the standard error 0.129099.
    assertThat(Math.log(interval.low())).isEqualTo(0.5 - 3.2205 * 0.129099, within(2e-3));
  }
}
