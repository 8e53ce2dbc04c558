package dev.rote.runner.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void isNoneWithoutWordOfTheLauncher() {
    assertThat(Terminal.detect(new Properties(), Map.of())).isEqualTo(Terminal.NONE);
  }

  @Test
  void takesStreamsAndWidthFromTheLauncher() {
    assertThat(detect(",err", "97", Map.of("TERM", "xterm")))
        .isEqualTo(new Terminal(false, true, 97, true));
  }

  @Test
  void coloursOnlyTerminals() {
    Terminal terminal = detect("out", "97", Map.of("TERM", "xterm"));

    assertThat(terminal.colourOut()).isTrue();
    assertThat(terminal.colourErr()).isFalse();
  }

  @Test
  void honoursNoColourAndDumbTerminals() {
    assertThat(detect("out", "97", Map.of("TERM", "xterm", "NO_COLOR", "1")).colourOut()).isFalse();
    assertThat(detect("out", "97", Map.of("TERM", "dumb")).colourOut()).isFalse();
  }

  @Test
  void fallsBackToTheDefaultWidth() {
    assertThat(detect("out", "", Map.of()).columns()).isEqualTo(120);
    assertThat(detect("out", "wide", Map.of()).columns()).isEqualTo(120);
    assertThat(detect("out", "3", Map.of()).columns()).isEqualTo(120);
  }

  private static Terminal detect(String streams, String columns, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.setProperty("rote.terminal", streams);
    properties.setProperty("rote.columns", columns);
    return Terminal.detect(properties, environment);
  }
}
