package dev.rote.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MachinePeakTest {
  @Test
  void theMachineHasAPeak() throws IOException {
    assertThat(MachinePeak.measure(1).orElseThrow()).isPositive().isFinite();
  }
}
