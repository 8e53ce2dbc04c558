package dev.rote.runner.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachinePeakTest {
  @Test
  void theMachineHasAPeak() throws InterruptedException {
    assertThat(MachinePeak.measure(1)).isPositive().isFinite();
  }
}
