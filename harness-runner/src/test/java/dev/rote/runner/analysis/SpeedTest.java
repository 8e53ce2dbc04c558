package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.result.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedTest {
  @Test
  void theScoreIsTheMeanOfTheForksMeans() {
    Measurement measured = Speed.of(List.of(List.of(10.0, 20.0), List.of(30.0, 32.0, 34.0)));

    assertThat(measured.score()).isEqualTo((15.0 + 32.0) / 2);
    assertThat(measured.unit()).isEqualTo("examples/s");
    assertThat(measured.forks()).containsExactly(List.of(10.0, 20.0), List.of(30.0, 32.0, 34.0));
  }

  @Test
  void theIntervalComesFromTheForksAndNotFromTheirIterations() {
    Measurement measured =
        Speed.of(List.of(List.of(9.0, 11.0), List.of(19.0, 21.0), List.of(29.0, 31.0)));

    // Means 10, 20, 30: standard deviation 10; t for 95% and 2 degrees of freedom is 4.3027.
    assertThat(measured.error()).isPresent();
    assertThat(measured.error().getAsDouble()).isEqualTo(4.3027 * 10 / Math.sqrt(3), within(0.001));
    assertThat(Speed.shown(measured).range()).isEmpty();
    assertThat(Speed.shown(measured).relativeError().getAsDouble())
        .isEqualTo(4.3027 / 2 / Math.sqrt(3), within(0.001));
  }

  @Test
  void aSingleForkHasNoInterval() {
    Measurement measured = Speed.of(List.of(List.of(1.0, 2.0, 3.0)));

    assertThat(measured.error()).isEmpty();
    assertThat(Speed.shown(measured).value()).isEqualTo(2);
    assertThat(Speed.shown(measured).range()).isEmpty();
  }

  @Test
  void twoForksAreShownByTheirMedianAndRange() {
    Speed.Shown shown = Speed.shown(Speed.of(List.of(List.of(12.0), List.of(8.0))));

    assertThat(shown.value()).isEqualTo(10);
    assertThat(shown.relativeError()).isEmpty();
    assertThat(shown.range()).contains(new Speed.Range(8, 12));
  }
}
