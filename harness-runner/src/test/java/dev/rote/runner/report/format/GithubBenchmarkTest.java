package dev.rote.runner.report.format;

import static dev.rote.runner.report.format.OddRuns.failed;
import static dev.rote.runner.report.format.OddRuns.report;
import static dev.rote.runner.report.format.OddRuns.source;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.throughput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GithubBenchmarkTest {
  private final CellResult cell = reached("true-labels", "a", "cpu", hashes());

  @Test
  void everyMeasuredSpeedIsAnEntryUnderANameThatTheNextRunHasToo() throws IOException {
    JsonNode entries =
        write(
            report(
                List.of(cell),
                throughput(128, "a", "cpu", OptionalDouble.of(423.6)),
                failed(SpeedOutcome.CRASHED, "it fell")));

    assertThat(entries.toString())
        .isEqualTo(
            """
            [{"name":"mlp, batch 128 on a cpu: training","unit":"examples/s","value":14120.0,\
            "range":"± 424","extra":"A 2\\nforks: 3\\nthreads: 2\\nAMD EPYC"},\
            {"name":"mlp, batch 128 on a cpu: inference","unit":"examples/s","value":14120.0,\
            "range":"± 424","extra":"A 2\\nforks: 3\\nthreads: 2\\nAMD EPYC"}]\
            """);
  }

  @Test
  void oneForkHasNoRange() throws IOException {
    JsonNode entry =
        write(report(List.of(cell), throughput(128, "a", "cpu", OptionalDouble.empty()))).get(0);

    assertThat(entry.has("range")).isFalse();
    assertThat(entry.get("value").isNumber()).isTrue();
  }

  @Test
  void ofSeveralRunsTheNameSaysWhich() throws IOException {
    RunResult run = run(List.of(cell), List.of(throughput(128, "a", "cpu", OptionalDouble.of(9))));

    assertThat(
            write(Report.of(List.of(source("old", run), source("new", run)))).values().stream()
                .map(entry -> entry.get("name").asString()))
        .containsExactly(
            "old: mlp, batch 128 on a cpu: training",
            "old: mlp, batch 128 on a cpu: inference",
            "new: mlp, batch 128 on a cpu: training",
            "new: mlp, batch 128 on a cpu: inference");
  }

  private static JsonNode write(Report report) throws IOException {
    StringWriter out = new StringWriter();
    GithubBenchmark.write(report, out);
    return RunFile.tree(out.toString());
  }
}
