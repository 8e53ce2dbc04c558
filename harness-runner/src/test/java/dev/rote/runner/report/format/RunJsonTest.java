package dev.rote.runner.report.format;

import static dev.rote.runner.report.format.OddRuns.source;
import static dev.rote.runner.report.format.OddRuns.withLosses;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJsonTest {
  private final RunResult run =
      run(
          List.of(withLosses(reached("true-labels", "a", "cpu", hashes()), 2.5, Double.NaN)),
          List.of());

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    assertThat(written(Report.of(run, Path.of("out")))).isEqualTo(run);
  }

  @Test
  void aRunOfAnOlderRoteTakesTheFormOfThisOne() throws IOException {
    Report older = OddRuns.older();

    assertThat(written(older)).isEqualTo(older.sources().getFirst().run());
    assertThat(Files.readString(folder.resolve("run.json"))).contains("\"rounds\"", "\"missing\"");
  }

  @Test
  void severalRunsAreNoRun() {
    Report both = Report.of(List.of(source("a", run), source("b", run)));

    assertThatThrownBy(() -> RunJson.write(both, new StringWriter()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 2 runs, but a run.json is of one");
  }

  private RunResult written(Report report) throws IOException {
    StringWriter out = new StringWriter();
    RunJson.write(report, out);
    return new RunFile(Files.writeString(folder.resolve("run.json"), out.toString())).read();
  }
}
