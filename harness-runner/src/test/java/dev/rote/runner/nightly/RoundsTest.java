package dev.rote.runner.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundsTest {
  /** (2.576 + 1.282)^2 (1.25 deviation / -ln 0.95)^2, from tables of the normal distribution. */
  @Test
  void theNoiseSaysHowManyRoundsConfirm() {
    assertThat(Rounds.needed(alternating(0.04), NightRules.USUAL)).isEqualTo(15);
    assertThat(Rounds.needed(alternating(0.01), NightRules.USUAL)).isEqualTo(10);
    assertThat(Rounds.needed(alternating(0.5), NightRules.USUAL)).isEqualTo(80);
  }

  @Test
  void aForkThatWasDisturbedAsksForNoMore() {
    List<Double> disturbed = new ArrayList<>(alternating(0.04));
    disturbed.set(0, -0.7);

    assertThat(Rounds.needed(disturbed, NightRules.USUAL)).isEqualTo(15);
  }

  /** Values whose median absolute deviation is that of so large a standard deviation. */
  private static List<Double> alternating(double deviation) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      values.add((i % 2 == 0 ? 1 : -1) * deviation / 1.4826);
    }
    return values;
  }

  /** With more noise only a larger slowdown is found, and it is found where it should be. */
  @Test
  void theDetectionLimitGrowsWithTheNoise() {
    double quiet = DetectionLimit.of(List.of(noise(0.01)), NightRules.USUAL).getAsDouble();
    double loud = DetectionLimit.of(List.of(noise(0.06)), NightRules.USUAL).getAsDouble();

    assertThat(quiet).isBetween(0.02, 0.04);
    assertThat(loud).isBetween(0.035, 0.055);
    assertThat(DetectionLimit.of(List.of(noise(0.01), noise(0.06)), NightRules.USUAL))
        .hasValue(loud);
  }

  @Test
  void tooFewRoundsSayNoDetectionLimit() {
    assertThat(DetectionLimit.of(List.of(noise(0.01).subList(0, 19)), NightRules.USUAL))
        .isEqualTo(OptionalDouble.empty());
    assertThat(DetectionLimit.of(List.of(), NightRules.USUAL)).isEqualTo(OptionalDouble.empty());
  }

  private static List<Double> noise(double deviation) {
    Random random = new Random(7);
    return random.doubles(200).map(each -> deviation * random.nextGaussian()).boxed().toList();
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new NightRules(0.05, 0.05, 0.01, 10, 60))
        .hasMessage("find is 0.05, allowed is more than leastChange, which is 0.05");
    assertThatThrownBy(() -> new NightRules(0.02, 0.05, 0.01, 9, 60))
        .hasMessage("there are 9 and 60 rounds, allowed are 10 or more");
    assertThatThrownBy(() -> new NightRules(0.02, 0.05, 1, 10, 60))
        .hasMessage("falseAlarms is 1.0, allowed is more than 0 and less than 1");
  }
}
