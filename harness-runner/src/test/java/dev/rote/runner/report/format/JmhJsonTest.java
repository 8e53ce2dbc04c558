package dev.rote.runner.report.format;

import static dev.rote.runner.report.format.OddRuns.report;
import static dev.rote.runner.report.format.OddRuns.source;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.throughput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import tools.jackson.databind.JsonNode;

class JmhJsonTest {
  private final CellResult cell = reached("true-labels", "a", "cpu", hashes());

  @Test
  void anEntryHasTheFieldsThatJmhItselfWrites() throws IOException {
    JsonNode ours =
        write(report(List.of(cell), throughput(128, "a", "cpu", OptionalDouble.of(9)))).get(0);
    JsonNode jmhs = jmh(List.of(List.of(14_120.0), List.of(14_000.0), List.of(14_240.0)));

    assertThat(shape("", ours)).isEqualTo(shape("", jmhs));
    for (String field : List.of("mode", "threads", "forks", "measurementIterations")) {
      assertThat(ours.get(field)).as(field).isEqualTo(jmhs.get(field));
    }
    for (String field : List.of("score", "scorePercentiles", "scoreUnit", "rawData")) {
      assertThat(ours.get("primaryMetric").get(field))
          .as(field)
          .isEqualTo(jmhs.get("primaryMetric").get(field));
    }
  }

  @Test
  void theIntervalIsThatOfTheForksAndNotOfTheirIterations() throws IOException {
    JsonNode metric =
        write(report(List.of(cell), throughput(128, "a", "cpu", OptionalDouble.of(9))))
            .get(0)
            .get("primaryMetric");

    assertThat(metric.get("scoreError").asDouble()).isEqualTo(9);
    assertThat(metric.get("scoreConfidence").toString()).isEqualTo("[14111.0,14129.0]");
  }

  @Test
  void whereOneForkSaysNothingAboutTheNextTheErrorIsWrittenAsJmhWritesIt() throws IOException {
    JsonNode metric =
        write(report(List.of(cell), throughput(128, "a", "cpu", OptionalDouble.empty())))
            .get(0)
            .get("primaryMetric");

    assertThat(metric.get("scoreError").asString()).isEqualTo("NaN");
    assertThat(metric.get("scoreConfidence").toString()).isEqualTo("[\"NaN\",\"NaN\"]");
  }

  @Test
  void trainingAndInferenceAreBenchmarksWhoseParametersTellRowsApart() throws IOException {
    JsonNode entries =
        write(
            report(
                List.of(cell),
                throughput(128, "a", "cpu", OptionalDouble.of(9)),
                throughput(32, "b|\"", "onednn", OptionalDouble.of(9))));

    assertThat(entries.values().stream().map(entry -> entry.get("benchmark").asString()))
        .containsExactly(
            "dev.rote.train", "dev.rote.predict", "dev.rote.train", "dev.rote.predict");
    assertThat(entries.get(3).get("params").toString())
        .isEqualTo(
            "{\"model\":\"mlp\",\"batch\":\"32\",\"backend\":\"b|\\\"\",\"device\":\"onednn\"}");
  }

  @Test
  void ofSeveralRunsAParameterSaysWhich() throws IOException {
    RunResult run = run(List.of(cell), List.of(throughput(128, "a", "cpu", OptionalDouble.of(9))));

    JsonNode entries = write(Report.of(List.of(source("old", run), source("new", run))));

    assertThat(entries.values().stream().map(entry -> entry.get("params").get("run").asString()))
        .containsExactly("old", "old", "new", "new");
  }

  @Test
  void aRunWithoutThroughputIsAnEmptyList() throws IOException {
    assertThat(write(report(List.of(cell)))).isEmpty();
  }

  @Test
  void iterationsAreThoseOfTheSuite() throws IOException {
    JsonNode entry = write(OddRuns.older()).get(0);

    assertThat(entry.get("warmupIterations").asInt()).isEqualTo(1);
    assertThat(entry.get("warmupTime").asString()).isEqualTo("200 ms");
    assertThat(entry.get("measurementTime").asString()).isEqualTo("300 ms");
    assertThat(entry.get("forks").asInt()).isEqualTo(2);
  }

  private static JsonNode write(Report report) throws IOException {
    StringWriter out = new StringWriter();
    JmhJson.write(report, out);
    return RunFile.tree(out.toString());
  }

  /** Returns the paths of all values, with the kind of each. */
  private static Set<String> shape(String path, JsonNode node) {
    Set<String> paths = new TreeSet<>();
    if (path.endsWith("/params")) {
      node.values().forEach(value -> paths.add(path + "/* " + value.getNodeType()));
    } else if (node.isObject()) {
      paths.add(path);
      node.properties()
          .forEach(entry -> paths.addAll(shape(path + "/" + entry.getKey(), entry.getValue())));
    } else if (node.isArray()) {
      paths.add(path + "[]");
      node.values().forEach(value -> paths.addAll(shape(path + "[]", value)));
    } else {
      paths.add(path + " " + node.getNodeType());
    }
    return paths;
  }

  /** Returns the entry that JMH writes of a benchmark with these rates. */
  private static JsonNode jmh(List<List<Double>> forks) {
    IterationParams iterations =
        new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);
    WorkloadParams workload = new WorkloadParams();
    workload.put("model", "mlp", 0);
    BenchmarkParams params =
        new BenchmarkParams(
            "dev.rote.train",
            "",
            false,
            2,
            new int[] {1},
            List.of(),
            forks.size(),
            0,
            iterations,
            iterations,
            Mode.Throughput,
            workload,
            TimeUnit.SECONDS,
            1,
            "java",
            List.of(),
            "25",
            "OpenJDK",
            "25",
            "1.37",
            TimeValue.seconds(1));
    Collection<BenchmarkResult> results = new ArrayList<>();
    for (List<Double> rates : forks) {
      Collection<IterationResult> measured = new ArrayList<>();
      for (double rate : rates) {
        IterationResult result = new IterationResult(params, iterations, null);
        result.addResult(
            new ThroughputResult(
                ResultRole.PRIMARY, "train", rate, TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS));
        measured.add(result);
      }
      results.add(new BenchmarkResult(params, measured));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(ResultFormatType.JSON, new PrintStream(out, true, UTF_8))
        .writeOut(List.of(new org.openjdk.jmh.results.RunResult(params, results)));
    return RunFile.tree(out.toString(UTF_8)).get(0);
  }
}
