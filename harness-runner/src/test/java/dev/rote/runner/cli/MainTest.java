package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesTheCommandsAndTheExitCodes() {
    assertThat(execute("--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("run ", "describe ", "backends ", "data ", "Exit codes:");
  }

  @Test
  void noCommandIsAMistakeAndShowsTheHelp() {
    assertThat(execute()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("Usage: rote");
  }

  @Test
  void aMisspeltCommandGetsASuggestion() {
    assertThat(execute("backend")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("rote: Unmatched argument", "Did you mean", "backends");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "report", "describe", "backends", "data"})
  void everyCommandHasHelp(String command) {
    assertThat(execute(command, "--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("Usage: rote " + command);
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(execute("--version")).isEqualTo(ExitCode.OK);
    assertThat(out.toString().strip()).startsWith("rote ").hasLineCount(1);
  }

  private int execute(String... arguments) {
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }
}
