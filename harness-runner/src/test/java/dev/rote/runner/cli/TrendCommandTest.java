package dev.rote.runner.cli;

import static dev.rote.runner.analysis.trend.MadeNights.decision;
import static dev.rote.runner.analysis.trend.MadeNights.machine;
import static dev.rote.runner.analysis.trend.MadeNights.otherwise;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.trend.MadeNights;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.HistoryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TrendCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path folder;

  @BeforeEach
  void writeNights() {
    folder = directory.resolve("history");
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 24; night++) {
      nights
          .night(machine(night < 12 ? 4 : 8))
          .speed("a", (night < 12 ? 1000 : 2000) + night * 7 % 5)
          .learning("a", OptionalInt.of(3), 0.5);
    }
    nights
        .night(machine(8))
        .decided("mlp", "a", decision(Decision.Kind.ALARM, 0.959, 23))
        .decided("big", "a", decision(Decision.Kind.ALARM, 0.947, 23))
        .learning("a", otherwise(23));
    nights.entries().forEach(new HistoryFolder(folder)::append);
  }

  @Test
  void saysWhatTheLastNightDecidedALineForACause() {
    assertThat(trend(folder)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .startsWith("Trend of small: 25 nights, 2026-11-01 to 2026-11-25")
        .contains(
            "The last night, 2026-11-25: a cpu: 2 rows slower by 4.1% to 5.3%, 1 row semantic change.",
            "The last 25 nights: 1 alarm and 0 gains of speed, 0 alarms of learning alone, 0 notes;",
            "2026-11-25 a cpu: 2 rows slower by 4.1% to 5.3%, 1 row semantic change",
            "2026-11-13 machine, 2 rows: processors 8, before 4",
            "The machine has changed")
        .doesNotContain("One-sided", "\u001B");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theTableHasTheLevelOfEveryRowAndSinceWhen() {
    trend(folder);

    assertThat(out.toString().lines())
        .anyMatch(line ->
            line.matches(
                "mlp, batch 128 +a cpu +training +25 +1,000 +2,00\\d +2026-11-13 +\\+\\d+\\.\\d% +alarm 2026-11-25 .*"));
  }

  @Test
  void normalizedTheMachineMakesNoStep() {
    assertThat(trend(folder, "--normalized", "--row", "*mlp, *")).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .contains("Normalized: 2 steps of speed, where machine or suite changed, divided out.")
        .doesNotContain("true-labels");
  }

  @Test
  void onlyTheLastNightsWhereThatIsAskedFor() {
    assertThat(trend(folder, "--nights", 3)).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .startsWith("Trend of small: 3 nights, 2026-11-23 to 2026-11-25")
        .doesNotContain("processors 8");
  }

  @Test
  void programsReadEveryPoint() throws IOException {
    Path file = directory.resolve("trend.json");
    assertThat(trend(folder, "-o", file)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).isEqualToIgnoringNewLines("Trend: " + file);
    var tree = JsonMapper.shared().readTree(file.toFile());
    var training = tree.path("series").get(0);
    assertThat(training.path("row").path("device").asString()).isEqualTo("cpu");
    assertThat(training.path("measure").asString()).isEqualTo("training");
    assertThat(training.path("points")).hasSize(25);
    assertThat(training.path("points").get(12).path("newMachine").asBoolean()).isTrue();
    assertThat(training.path("points").get(24).path("decision").asString()).isEqualTo("alarm");
    assertThat(training.path("levels")).hasSize(2);
    assertThat(tree.path("balance").path("alarms").asInt()).isEqualTo(1);
  }

  @Test
  void theEndingOfTheFileChoosesThePage() throws IOException {
    Path file = directory.resolve("trend.html");

    assertThat(trend(folder, "-o", file)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(Files.readString(file))
        .startsWith("<!DOCTYPE html>")
        .contains("2 rows slower by 4.1% to 5.3%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--nights=0 | '0' is no number of nights, allowed is 1 or more",
        "--suite=large | has no night of the suite 'large', only of small",
        "--row=lenet* | --row 'lenet*' matches no row of small, whose names are such as 'mlp, batch 128 on a cpu'",
        "--format=csv | there is no format 'csv', only text, html, json",
        "--open | --open shows a page in a browser, but no page is written",
      })
  void aWrongArgumentIsOneSentence(String argument, String sentence) {
    assertThat(trend(folder, argument)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(sentence);
  }

  @Test
  void aFolderWithoutNightsIsNamed() {
    Path none = directory.resolve("none");

    assertThat(trend(none)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(none + " has no whole night to show");
  }

  @Test
  void aFileIsNoHistory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(trend(file)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("the history " + file + " cannot be read: it is no folder");
  }

  @Test
  void nothingIsWrittenAmongTheFilesOfTheHistory() {
    Path file = folder.resolve("2026-11.jsonl");

    assertThat(trend(folder, "-o", file, "--format", "json")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("would lie among the files of the history");
  }

  private int trend(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("trend"));
    Stream.of(arguments).map(Object::toString).forEach(all::add);
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
