package dev.rote.runner.cli;

import static dev.rote.runner.analysis.comparison.Compared.cell;
import static dev.rote.runner.analysis.comparison.Compared.run;
import static dev.rote.runner.analysis.comparison.Compared.speed;
import static dev.rote.runner.result.Results.crashed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
  private static final double[] FORKS = {1000, 1010, 990, 1005, 995, 1002};
  private static final double[] SLOWER = {900, 909, 891, 904, 895, 902};

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path base;
  private Path same;
  private Path worse;

  @BeforeEach
  void writeRuns() {
    base = write("base", run(List.of(cell("a")), List.of(speed("a", FORKS, FORKS))));
    same = write("same", run(List.of(cell("a")), List.of(speed("a", FORKS, FORKS))));
    worse =
        write(
            "worse",
            run(List.of(crashed("true-labels", "a", "cpu")), List.of(speed("a", SLOWER, SLOWER))));
  }

  private Path write(String name, RunResult run) {
    Path folder = directory.resolve(name);
    new RunFile(folder.resolve("run.json")).write(run);
    return folder;
  }

  @Test
  void nothingThatRegressedIsZero() {
    assertThat(compare(base, same)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .startsWith("same compared with base")
        .contains("Learning: 1 unchanged.", "Speed: 2 unchanged.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aRegressionIsOneAndSaysWhichRowAndWhy() {
    assertThat(compare(base, worse)).isEqualTo(ExitCode.MISMATCH);

    assertThat(out.toString())
        .contains(
            "regressed: learning of mlp/true-labels/seed-1 on a cpu: crashed: the process was killed by SIGSEGV; before: reached",
            "regressed: training of mlp, batch 128 on a cpu: -10.0%");
  }

  @Test
  void whatCannotBeSaidIsFour() {
    Path few =
        write(
            "few",
            run(List.of(cell("a")), List.of(speed("a", new double[] {930, 1000}, new double[0]))));

    assertThat(compare(base, few)).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(out.toString()).contains("inconclusive: training of mlp, batch 128 on a cpu: -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "markdown | **regressed**",
        "html | <td class=\"t bad\">regressed</td>",
        "junit | failures=\"3\"",
        "json | \"verdict\" : \"regressed\"",
      })
  void everyFormSaysTheSame(String format, String content) throws IOException {
    Path file = directory.resolve("comparison");

    assertThat(compare(base, worse, "--format", format, "-o", file)).isEqualTo(ExitCode.MISMATCH);

    assertThat(out.toString()).isEqualToIgnoringNewLines("Comparison: " + file);
    assertThat(Files.readString(file)).contains(content);
  }

  @Test
  void programsReadEveryFigure() throws IOException {
    Path file = directory.resolve("comparison.json");
    compare(base, worse, "-o", file);

    var tree = JsonMapper.shared().readTree(file.toFile());

    assertThat(tree.path("speeds").get(0).path("wall").path("ratio").asDouble())
        .isBetween(0.899, 0.901);
    assertThat(tree.path("speeds").get(0).path("backend").asString()).isEqualTo("a");
    assertThat(tree.path("speeds").get(0).path("device").asString()).isEqualTo("cpu");
    assertThat(tree.path("learning").get(0).path("why").asString()).startsWith("crashed");
  }

  @Test
  void twoBuildsOfOneRunAreComparedByTheirNames() {
    Path both =
        write(
            "both",
            run(
                List.of(cell("a"), cell("a@old")),
                List.of(speed("a", SLOWER, SLOWER), speed("a@old", FORKS, FORKS))));

    assertThat(compare(both)).as(err.toString()).isEqualTo(ExitCode.MISMATCH);
    assertThat(out.toString()).contains("forks took turns", "Speed: 2 regressed.");
    assertThat(compare(both, "--base", "older")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("has no build 'older', only old");
    assertThat(compare(base)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("has no second build of a backend to compare with");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--least-change=0 | '0' is no share, allowed is more than 0 and less than 1, as in 2% or 0.02",
        "--least-change=100% | '100%' is no share",
        "--false-discoveries=x | 'x' is no share",
        "--format=csv | there is no format 'csv', only text, html, markdown, junit, json",
        "--open | --open shows a page in a browser, but no page is written",
        "--base=old | --base names a build of one run, but there are two runs",
      })
  void aWrongArgumentIsOneSentence(String argument, String sentence) {
    assertThat(compare(base, same, argument)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(sentence);
  }

  @Test
  void theFilesOfARunAreNotWrittenOver() {
    Path view = base.resolve("run.json");

    assertThat(compare(base, same, "-o", view)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("belongs to the run in");
    assertThat(new RunFile(view).read().cells()).hasSize(1);
  }

  private int compare(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("compare"));
    Stream.of(arguments).map(Object::toString).forEach(all::add);
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
