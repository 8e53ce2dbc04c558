package dev.rote.runner.cli;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.throughput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.cli.output.StepSummaries;
import dev.rote.runner.cli.output.StepSummary;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {
  private static final Path OLDER =
      Path.of("src/test/resources/runs/quickstart-before-folders.json");

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final RunResult result =
      Results.run(
          List.of(reached("true-labels", "a", "cpu", hashes()), crashed("true-labels", "b", "cpu")),
          List.of(throughput(128, "a", "cpu", OptionalDouble.of(9))));
  private Map<String, String> environment = Map.of();
  private Path run;

  @BeforeEach
  void writeRun() {
    run = directory.resolve("results/quick");
    new RunFile(run.resolve("run.json")).write(result);
  }

  @Test
  void onePageIsWrittenBesideTheRunAndWhateverTheRunCameToItIsWritten() throws IOException {
    assertThat(report(run)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).isEqualToIgnoringNewLines("Report: " + run.resolve("report.html"));
    assertThat(Files.readString(run.resolve("report.html")))
        .startsWith("<!DOCTYPE html>")
        .contains("true-labels");
    assertThat(run.toFile().list()).containsExactlyInAnyOrder("run.json", "report.html");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | small, mlp, seed 1, 2 threads",
        "markdown | ## small, mlp, seed 1, 2 threads",
        "jmh | \"benchmark\" : \"dev.rote.train\"",
        "junit | <testsuites name=\"rote\"",
        "github-benchmark | \"name\" : \"mlp, batch 128 on a cpu: training\"",
        "JSON | \"schema\" : \"rote.run/1\"",
      })
  void theOthersArePrintedOrWrittenToTheFileThatIsNamed(String format, String content)
      throws IOException {
    Path file = directory.resolve("new/file");

    assertThat(report(run, "--format", format)).as(err.toString()).isEqualTo(ExitCode.OK);
    String printed = out.toString();
    out.getBuffer().setLength(0);
    assertThat(report(run, "--format", format, "-o", file)).as(err.toString()).isZero();

    assertThat(printed).contains(content);
    assertThat(file).hasContent(printed);
    assertThat(out.toString()).isEqualToIgnoringNewLines("Report: " + file);
  }

  @ParameterizedTest
  @CsvSource({
    "report.txt, small,",
    "report.HTML, <!DOCTYPE html>",
    "report.md, ## small,",
    "report.xml, <?xml ",
    "report.json, {",
    "report, <!DOCTYPE html>",
  })
  void theEndingOfTheFileIsItsFormat(String name, String begin) throws IOException {
    assertThat(report(run, "-o", directory.resolve(name))).as(err.toString()).isZero();

    assertThat(Files.readString(directory.resolve(name)).strip()).startsWith(begin);
  }

  @Test
  void aPageCanBePrintedToo() {
    assertThat(report(run, "--format", "html", "-o", "-")).isZero();

    assertThat(out.toString()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void csvIsThreeFilesInAFolder() throws IOException {
    assertThat(report(run, "--format", "csv")).as(err.toString()).isZero();
    assertThat(report(run, "--format", "csv", "-o", directory.resolve("tables")))
        .as(err.toString())
        .isZero();

    for (Path folder : List.of(run, directory.resolve("tables"))) {
      assertThat(Files.readString(folder.resolve("cells.csv")).lines()).hasSize(3);
      assertThat(Files.readString(folder.resolve("epochs.csv")).lines()).hasSize(3);
      assertThat(Files.readString(folder.resolve("forks.csv")).lines()).hasSize(2);
    }
    assertThat(out.toString())
        .contains("Report: " + directory.resolve("tables").resolve("forks.csv"));
  }

  @Test
  void runsStandSideBySideUnderTheNamesOfTheirFolders() throws IOException {
    Path other = directory.resolve("results/speed");
    new RunFile(other.resolve("run.json")).write(result);

    assertThat(report(run, other, run.resolve("run.json"), "--format", "markdown"))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .contains("\n### quick\n", "\n### speed\n", "\n### quick (2)\n", "| true-labels | speed |");
  }

  @Test
  void aRunOfAnOlderRoteIsReported() throws IOException {
    Path page = directory.resolve("report.html");

    assertThat(report(OLDER, "-o", page)).as(err.toString()).isZero();

    assertThat(Files.readString(page)).contains("quickstart");
  }

  @Test
  void aRunThatWasKilledIsReportedAsFarAsItsViewGoesAndThatIsSaid() throws IOException {
    Path view = run.resolve("run.json");
    Files.writeString(view, Files.readString(view).replace("\"missing\" : 0", "\"missing\" : 2"));
    Files.setLastModifiedTime(view, FileTime.fromMillis(1000));
    Files.writeString(Files.createDirectory(run.resolve("units")).resolve("cell.json"), "{}");

    assertThat(report(run, "--format", "text")).isZero();

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: %s has results that its run.json does not have yet, and neither has the report: its run goes on, or was killed, and 'rote run --resume %s' completes it"
                .formatted(run, run));
    assertThat(out.toString()).contains("2 units of the plan are missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | rote: nothing is not there: name the folder of a run, or a run.json",
        "results | rote: results holds no run: there is no run.json in it, but in its folders",
        "results/quick --format pdf | rote: Invalid value for option '--format': there is no format 'pdf', only text, html, markdown, csv, jmh, junit, github-benchmark, json",
        "results/quick -o x.csv | rote: -o x.csv would be one file, but the format csv is 3, cells.csv, epochs.csv, forks.csv: name a folder for them, as in --format csv -o FOLDER",
        "results/quick --format csv -o - | rote: -o - would be one file, but the format csv is 3",
        "results/quick results/quick --format csv | rote: the format csv is 3 files, cells.csv, epochs.csv, forks.csv: name the folder for those of 2 runs with -o",
        "results/quick results/quick --format json | rote: the format json is the run.json of one run, but there are 2: name one of them, or",
        "results/quick -o results/quick/run.json | rote: results/quick/run.json belongs to the run in ",
        "results/quick --open --format csv | rote: --open shows a page in a browser, but no page is written by the format csv: leave it out, or",
        "results/quick -o results | rote: -o results cannot be written: it is a folder",
        "results/quick --format csv -o results/quick/run.json | rote: -o results/quick/run.json/cells.csv cannot be written: ",
        "no-run.json | rote: no-run.json is not a run.json of Rote: ",
      })
  void whatCannotBeReportedIsASentence(String arguments, String sentence) throws IOException {
    Files.writeString(directory.resolve("no-run.json"), "{}");
    List<Object> resolved = new ArrayList<>();
    for (String word : arguments.split(" ")) {
      boolean path = word.contains("results") || word.contains("x.csv") || word.startsWith("no");
      resolved.add(path ? directory.resolve(word) : word);
    }

    assertThat(report(resolved.toArray())).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString().replace(directory + "/", "")).startsWith(sentence);
    assertThat(new RunFile(run.resolve("run.json")).read()).isEqualTo(result);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aPlaceThatWasNotNamedAndCannotBeWrittenIsToldWithWhatToDo() throws IOException {
    Files.createDirectory(run.resolve("report.html"));

    assertThat(report(run)).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: the report %s cannot be written: it is a folder (name another file with -o)"
                .formatted(run.resolve("report.html")));
  }

  @Test
  void theSummaryOfAStepIsAppendedTo() throws IOException {
    Path summary = Files.writeString(directory.resolve("summary.md"), "Built.\n");
    environment = Map.of(StepSummary.VARIABLE, summary.toString());

    assertThat(report(run, "--github")).as(err.toString()).isZero();
    assertThat(report(run, "--github", "--format", "text")).as(err.toString()).isZero();

    assertThat(Files.readString(summary)).startsWith("Built.\n## small,");
    assertThat(Files.readString(summary).split("## small, mlp, seed 1, 2 threads")).hasSize(3);
    assertThat(out.toString()).doesNotContain("Report: ").contains("small, mlp, seed 1");
    assertThat(run.toFile().list()).containsExactly("run.json");
  }

  @Test
  void withoutTheVariableThereIsASentenceAndNoFailure() {
    assertThat(report(run, "--github")).isZero();

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: --github has nothing to append to, as GITHUB_STEP_SUMMARY is not set: GitHub Actions sets it for each step");
  }

  @Test
  void aSummaryThatCannotBeWrittenIsAFailure() {
    environment = Map.of(StepSummary.VARIABLE, directory.toString());

    assertThat(report(run, "--github", "-o", directory.resolve("page.html")))
        .isEqualTo(ExitCode.FAILED);

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: %s, which GITHUB_STEP_SUMMARY names, cannot be written: it is a folder"
                .formatted(directory));
    assertThat(directory.resolve("page.html")).doesNotExist();
  }

  @Test
  void aSummaryThatIsFullIsToldAndStaysAsItIs() throws IOException {
    Path summary = Files.write(directory.resolve("summary.md"), new byte[1 << 20]);
    environment = Map.of(StepSummary.VARIABLE, summary.toString());

    assertThat(report(run, "--github")).isZero();

    assertThat(err.toString()).contains("summary.md is full, as GitHub shows no more than 1 MiB");
    assertThat(summary).hasSize(1 << 20);
  }

  private int report(Object... arguments) {
    return Main.commandLine(
            new PrintWriter(out, true), new PrintWriter(err, true), StepSummaries.of(environment))
        .execute(
            Stream.concat(Stream.of("report"), Stream.of(arguments).map(String::valueOf))
                .toArray(String[]::new));
  }
}
