package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.testkit.fixture.Installation;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher makes of what it is started with, and of how its command ends. */
class LauncherTest {
  @TempDir private Path directory;

  private Installation rote;
  private Path work;

  @BeforeEach
  void install() throws IOException, URISyntaxException {
    assumeTrue(File.separatorChar == '/', "the launcher is for a POSIX shell");
    rote = Installation.in(directory.resolve("checkout"));
    work = Files.createDirectory(directory.resolve("work"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--help >help.txt | 0",
        "run | 2",
        "no-such-command | 2",
      })
  void exitCodesOfTheCommandLineArePassedOn(String arguments, int exitCode) throws Exception {
    assertThat(shell("\"$ROTE/rote\" " + arguments).exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aJvmThatCannotStartIsTheMachinesFaultAndNoRegression() throws Exception {
    Installation.Result result = shell("ulimit -v 300000; \"$ROTE/rote\" --version");

    assertThat(result.output()).contains("rote: Java could not start the command line");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void anInstallationWithDamagedJarsIsNoRegression() throws Exception {
    Path lib = rote.directory().resolve("target/rote/lib");
    try (var jars = Files.list(lib)) {
      for (Path jar : jars.toList()) {
        Files.write(jar, new byte[10]);
      }
    }

    assertThat(shell("\"$ROTE/rote\" --version").exitCode()).isEqualTo(3);
  }

  @Test
  void anInstallationWithoutJarsIsSaidToBeIncomplete() throws Exception {
    Files.move(
        rote.directory().resolve("target/rote/lib"), rote.directory().resolve("target/elsewhere"));

    Installation.Result result = shell("\"$ROTE/rote\" --version");

    assertThat(result.output()).contains("lib is missing: this installation is not complete");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void aReportOnAFullDeviceIsNotFine() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no full device here");

    Installation.Result result = shell("\"$ROTE/rote\" --help >/dev/full");

    assertThat(result.output()).contains("rote: not everything could be printed");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void aReportIntoAPipeThatNobodyReadsIsNotFine() throws Exception {
    Installation.Result result =
        shell("(sleep 2; \"$ROTE/rote\" --help || echo \"exit $?\" >&2) | true");

    assertThat(result.output()).contains("rote: not everything could be printed", "exit 3");
  }

  @Test
  void closedStreamsAreNotTakenByFiles() throws Exception {
    Installation.Result out = shell("\"$ROTE/rote\" --version >&-");
    Installation.Result others = shell("\"$ROTE/rote\" --version <&- 2>&-");

    assertThat(out.output()).startsWith("rote: standard output is closed");
    assertThat(out.exitCode()).isEqualTo(2);
    assertThat(others.output()).startsWith("rote ").hasLineCount(1);
    assertThat(others.exitCode()).isZero();
  }

  /** The command waits for somebody who writes its suite, and who never comes. */
  @Test
  void aSignalForTheLauncherEndsItsCommand() throws Exception {
    Installation.Result result =
        shell(
            """
            mkfifo suite.yaml
            "$ROTE/rote" describe suite.yaml &
            launcher=$!
            until ps -A -o args | grep -q "[r]ote.launcher=$launcher "; do sleep 1; done
            kill -TERM $launcher
            wait $launcher || echo "exit $?"
            ! ps -A -o args | grep "[r]ote.launcher=$launcher "
            """);

    assertThat(result.output()).contains("exit 143");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private Installation.Result shell(String commands) throws IOException, InterruptedException {
    return rote.shell(work, commands);
  }
}
