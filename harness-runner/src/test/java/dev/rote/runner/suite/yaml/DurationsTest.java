package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500ms",
    "1000ms, 1s",
    "1500ms, 1500ms",
    "90s, 90s",
    "60s, 1m",
    "90m, 90m",
    "120m, 2h",
    "48h, 48h"
  })
  void writesADurationInTheLargestUnitThatDividesIt(String written, String formatted) {
    assertThat(Durations.parse(written)).map(Durations::format).contains(formatted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "0s", "1.5s", "-1s", "1 s", "1d", "01s", "1000000000h", "s"})
  void isNoDuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }
}
