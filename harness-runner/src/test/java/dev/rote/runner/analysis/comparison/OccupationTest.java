package dev.rote.runner.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Seconds per example are made up: 1 of wall time, on two processors. */
class OccupationTest {
  @Test
  void aBuildThatWaitsForOthersIsDenied() {
    // Half as fast because others had the processors: no more processor time, but kept from them.
    assertThat(denied(2, 2, 2)).isTrue();
  }

  @Test
  void aBuildThatIsBusyForLongerIsNot() {
    assertThat(denied(2, 4, 0)).isFalse();
  }

  /** One of two threads is slower by 0.2 s, and the other sleeps meanwhile. */
  @Test
  void oneThreadThatIsBusyForLongerIsEnough() {
    assertThat(denied(1.2, 2.2, 0)).isFalse();
    assertThat(denied(1.2, 2.05, 0.3)).isTrue();
  }

  /** It neither computes for longer nor is it kept from the processors: it waits for itself. */
  @Test
  void aBuildThatSleepsInEveryRoundIsNotDenied() {
    assertThat(denied(2, 2, 0)).isFalse();
    assertThat(Occupation.denies(rounds(1, 2, 0, false), rounds(2, 2, 0, false), 0.5, 1, false))
        .isTrue();
  }

  @Test
  void aBuildThatSleepsInSomeRoundsIsDenied() {
    Map<Integer, Occupation> after = rounds(2, 2, 0, false);
    after.put(3, new Occupation(1, 2, 0, false));

    assertThat(Occupation.denies(rounds(1, 2, 0, false), after, 0.5, 1, true)).isTrue();
  }

  @Test
  void disturbedRoundsSayNothingOfWaiting() {
    assertThat(Occupation.denies(rounds(1, 2, 0, false), rounds(2, 2, 0, true), 0.5, 1, true))
        .isTrue();
  }

  private static boolean denied(double wall, double processor, double kept) {
    return Occupation.denies(
        rounds(1, 2, 0, false),
        rounds(wall, processor, kept, false),
        1 / wall,
        2 / processor,
        true);
  }

  private static Map<Integer, Occupation> rounds(
      double wall, double processor, double kept, boolean disturbed) {
    Map<Integer, Occupation> rounds = new TreeMap<>();
    for (int round = 0; round < 6; round++) {
      rounds.put(round, new Occupation(wall, processor, kept, disturbed));
    }
    return rounds;
  }
}
