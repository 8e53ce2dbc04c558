package dev.rote.runner.report.format;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.ResultJson;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;
import org.openjdk.jmh.util.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Throughputs as JMH's own results in JSON, for the visualizers and comparers that read those. It
 * is not written by JMH itself, whose writer takes names as they are, also with quotes in them.
 */
public final class JmhJson {
  /** An operation is an example. */
  private static final String UNIT = "ops/s";

  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };

  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JmhJson() {}

  /** Writes an entry for training and one for inference of every measured throughput. */
  public static void write(Report report, Writer out) throws IOException {
    ArrayNode entries = JSON.arrayNode();
    for (MeasuredSpeed speed : MeasuredSpeed.of(report)) {
      entries.add(entry(speed, report.sources().size() > 1));
    }
    out.write(ResultJson.indented().writeValueAsString(entries));
    out.write('\n');
  }

  private static ObjectNode entry(MeasuredSpeed speed, boolean several) {
    RunResult run = speed.source().run();
    ObjectNode entry = JSON.objectNode();
    entry.put("jmhVersion", Version.getPlainVersion());
    entry.put(
        "benchmark",
        switch (speed.phase()) {
          case TRAINING -> "dev.rote.train";
          case INFERENCE -> "dev.rote.predict";
        });
    entry.put("mode", "thrpt");
    entry.put("threads", run.settings().threads());
    entry.put("forks", speed.measurement().forks().size());
    addMachine(entry, run.machine().before().jdk());
    addIterations(entry, run.suite().path("measure"), speed.measurement());
    ObjectNode params = entry.putObject("params");
    if (several) {
      params.put("run", speed.source().label());
    }
    params.put("model", speed.key().model());
    params.put("batch", String.valueOf(speed.key().batch()));
    params.put("backend", speed.key().backend());
    params.put("device", speed.key().device().toString());
    entry.set("primaryMetric", metric(speed.measurement()));
    entry.putObject("secondaryMetrics");
    return entry;
  }

  /** What a run knows of its JDK is the vendor and the version; JMH wants to know more. */
  private static void addMachine(ObjectNode entry, String jdk) {
    String version = jdk.substring(jdk.lastIndexOf(' ') + 1);
    entry.put("jvm", jdk);
    entry.putArray("jvmArgs");
    entry.put("jdkVersion", version);
    entry.put("vmName", jdk.substring(0, jdk.length() - version.length()).strip());
    entry.put("vmVersion", version);
  }

  private static void addIterations(ObjectNode entry, JsonNode measure, Measurement measurement) {
    entry.put("warmupIterations", measure.path("warmup").path("iterations").asInt(0));
    entry.put("warmupTime", time(measure.path("warmup").path("time").asString("")));
    entry.put("warmupBatchSize", 1);
    entry.put(
        "measurementIterations", measurement.forks().stream().mapToInt(List::size).max().orElse(0));
    entry.put("measurementTime", time(measure.path("time").asString("")));
    entry.put("measurementBatchSize", 1);
  }

  /** Returns {@code 500 ms} of {@code 500ms}. */
  private static String time(String duration) {
    Matcher match = DURATION.matcher(duration);
    if (!match.matches()) {
      return duration;
    }
    return match.group(1)
        + " "
        + switch (match.group(2)) {
          case "m" -> "min";
          case "h" -> "hr";
          case String unit -> unit;
        };
  }

  private static ObjectNode metric(Measurement measurement) {
    double score = measurement.score();
    double error = measurement.error().orElse(Double.NaN);
    ObjectNode metric = JSON.objectNode();
    metric.set("score", number(score));
    metric.set("scoreError", number(error));
    metric.putArray("scoreConfidence").add(number(score - error)).add(number(score + error));
    ObjectNode percentiles = metric.putObject("scorePercentiles");
    Statistics statistics =
        new ListStatistics(
            measurement.forks().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray());
    for (double percentile : PERCENTILES) {
      percentiles.set(String.valueOf(percentile), number(statistics.getPercentile(percentile)));
    }
    metric.put("scoreUnit", UNIT);
    ArrayNode raw = metric.putArray("rawData");
    for (List<Double> fork : measurement.forks()) {
      ArrayNode iterations = raw.addArray();
      fork.forEach(rate -> iterations.add(number(rate)));
    }
    return metric;
  }

  /** As JMH writes what JSON has no number for. */
  private static JsonNode number(double value) {
    if (Double.isInfinite(value)) {
      return JSON.stringNode(value > 0 ? "+INF" : "-INF");
    }
    return Double.isNaN(value) ? JSON.stringNode("NaN") : JSON.numberNode(value);
  }
}
