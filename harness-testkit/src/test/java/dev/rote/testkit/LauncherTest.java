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
  void anInstallationMayHaveOddNamesButForTheOneThatJavaCannotRead() throws Exception {
    Installation odd = Installation.in(directory.resolve("new! a;b"));
    Installation divided = Installation.in(directory.resolve("a:b"));

    assertThat(odd.shell(work, "\"$ROTE/rote\" --version").exitCode()).isZero();
    Installation.Result result = divided.shell(work, "\"$ROTE/rote\" --version");
    assertThat(result.output()).contains("a:b, has a colon in it").hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aSuiteComesThroughTheLauncherFromTheStandardInput() throws Exception {
    Installation.Result result = shell("echo 'name: a' | \"$ROTE/rote\" describe -");

    assertThat(result.output()).startsWith("<stdin>:1:1: a suite needs the key 'data'");
    assertThat(result.exitCode()).isEqualTo(2);
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

  @ParameterizedTest
  @CsvSource({
    "JAVA_TOOL_OPTIONS,-XX:+UseG1GC",
    "JAVA_TOOL_OPTIONS,-Xms512m",
    "JDK_JAVA_OPTIONS,-XX:+UseParallelGC",
    "JDK_JAVA_OPTIONS,--no-such-option",
    "_JAVA_OPTIONS,-Xms1g",
    "_JAVA_OPTIONS,-javaagent:/no/such/agent.jar",
  })
  void optionsForEveryJvmStopNoCommandAndAreSaidToBeSetAside(String variable, String option)
      throws Exception {
    Installation.Result result =
        shell("%s=%s \"$ROTE/rote\" --version".formatted(variable, option));

    assertThat(result.output())
        .startsWith("rote: %s of %s is not passed on: ".formatted(option, variable))
        .hasLineCount(2);
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void whatSaysWhereFoldersAreIsPassedOnWithoutAWord() throws Exception {
    Installation.Result result =
        shell(
            "unset ROTE_DATA; mkdir home; JAVA_TOOL_OPTIONS=\"-Dhttps.proxyHost=x -Duser.home=$PWD/home\""
                + " \"$ROTE/rote\" data list | grep -c \"$PWD/home/.rote/data\"");

    assertThat(result.output()).doesNotContain("passed on");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void theHomeIsWhatTheUserSaysAndNotWhatTheSystemKnows() throws Exception {
    Installation.Result result =
        shell(
            "unset ROTE_DATA; mkdir me; HOME=$PWD/me \"$ROTE/rote\" data list"
                + " | grep \"$PWD/me/.rote/data\"");

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** Of folders, suites, and the temporary folder, down to the workers. */
  @Test
  void namesWithUmlautsAreNamesInEveryLocale() throws Exception {
    Installation.Result result =
        shell(
            """
            mkdir grün grün/zeitlich; cd grün
            cat >süite.yaml <<END
            name: tiny
            data: {set: shapes, train: 20, test: 10}
            preprocessing: {crop: 8}
            models: [{name: linear, layers: [flatten, {dense: 10}]}]
            optimizer: {type: sgd, momentum: 0.9}
            learningRate: {initial: 0.01}
            batchSize: 10
            experiments: [{name: true-labels}]
            stop: {until: error, maxEpochs: 1}
            measure: none
            END
            TMPDIR=$PWD/zeitlich LC_ALL=C LANG=C \
              "$ROTE/rote" run süite.yaml --backend reference --out ergebnisse-für-mich
            test -f ergebnisse-für-mich/run.json
            rmdir zeitlich
            """);

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void aTemporaryFolderThatIsNotThereIsSaidBeforeAnythingRuns() throws Exception {
    Installation.Result result = shell("TMPDIR=$PWD/gone \"$ROTE/rote\" backends");

    assertThat(result.output())
        .contains(
            "rote: the temporary folder %s/gone is not there; set TMPDIR to a folder that is there and can be written"
                .formatted(work.toRealPath()));
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aJdkThatTheUserNamesIsUsedOrRefused() throws Exception {
    Path old = Files.createDirectories(work.resolve("jdk-17"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path java = Files.createDirectory(old.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    Installation.Result tooOld = shell("ROTE_JAVA_HOME=jdk-17 \"$ROTE/rote\" --version");
    Installation.Result gone = shell("ROTE_JAVA_HOME=/no/jdk \"$ROTE/rote\" --jdk");

    assertThat(tooOld.output())
        .isEqualToIgnoringNewLines(
            "rote: ROTE_JAVA_HOME is jdk-17, which is Java 17: Rote needs 21 or newer");
    assertThat(tooOld.exitCode()).isEqualTo(2);
    assertThat(gone.output()).startsWith("rote: ROTE_JAVA_HOME is /no/jdk, which is no JDK");
    assertThat(gone.exitCode()).isEqualTo(2);
  }

  @Test
  void aPathThatCdWouldPrintIsFound() throws Exception {
    Installation.Result result =
        shell("cd \"$ROTE/..\"; export CDPATH=$PWD; checkout/rote --version");

    assertThat(result.output()).startsWith("rote ").hasLineCount(1);
  }

  private Installation.Result shell(String commands) throws IOException, InterruptedException {
    return rote.shell(work, commands);
  }
}
