package dev.rote.runner.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParityToleranceTest {
  @Test
  void allowsAMultipleOfTheLargestDistanceSoFarAndNeverLessThanRounding() {
    ParityTolerance tolerance =
        ParityTolerance.ofDisturbances(List.of(0.0, 1e-6, 1e-7, 2e-6), 1e-9);

    assertThat(tolerance.steps()).isEqualTo(4);
    assertThat(tolerance.at(0)).isEqualTo(ParityTolerance.LEAST_LOSS_DIFFERENCE);
    assertThat(tolerance.at(1)).isEqualTo(ParityTolerance.DISTURBANCE_FACTOR * 1e-6);
    assertThat(tolerance.at(2)).isEqualTo(tolerance.at(1));
    assertThat(tolerance.at(3)).isEqualTo(ParityTolerance.DISTURBANCE_FACTOR * 2e-6);
    assertThat(tolerance.parameters()).isEqualTo(ParityTolerance.LEAST_PARAMETER_DIFFERENCE);
  }
}
