package dev.rote.runner.report.format;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.analysis.Speed;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.ResultJson;
import dev.rote.runner.result.provenance.BackendVersion;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the GitHub action github-action-benchmark calls {@code customBiggerIsBetter}: a list of
 * speeds, which it keeps from commit to commit and warns of where one has dropped.
 */
public final class GithubBenchmark {
  private GithubBenchmark() {}

  /** Writes an entry for training and one for inference of every measured throughput. */
  public static void write(Report report, Writer out) throws IOException {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    for (MeasuredSpeed speed : MeasuredSpeed.of(report)) {
      ObjectNode entry = entries.addObject();
      entry.put("name", name(report, speed));
      entry.put("unit", Measurement.UNIT);
      entry.put("value", speed.measurement().score());
      range(speed.measurement()).ifPresent(range -> entry.put("range", range));
      entry.put("extra", extra(speed));
    }
    out.write(ResultJson.indented().writeValueAsString(entries));
    out.write('\n');
  }

  /**
   * The action knows by its name what a value is to be compared with, and so the name of one run
   * has nothing in it that changes with the next.
   */
  private static String name(Report report, MeasuredSpeed speed) {
    String name = "%s: %s".formatted(speed.key(), speed.phase().name().toLowerCase(Locale.ROOT));
    return report.sources().size() == 1 ? name : speed.source().label() + ": " + name;
  }

  private static Optional<String> range(Measurement measurement) {
    Speed.Shown shown = Speed.shown(measurement);
    return shown.relativeError().isPresent()
        ? Optional.of("± " + Texts.whole(measurement.error().orElseThrow()))
        : shown
            .range()
            .map(range -> Texts.whole(range.lowest()) + "-" + Texts.whole(range.highest()));
  }

  private static String extra(MeasuredSpeed speed) {
    RunResult run = speed.source().run();
    return Stream.of(
            Optional.ofNullable(run.versions().get(speed.key().backend()))
                .flatMap(BackendVersion::framework),
            Optional.of("forks: " + speed.measurement().forks().size()),
            Optional.of("threads: " + run.settings().threads()),
            run.machine().before().processor())
        .flatMap(Optional::stream)
        .collect(joining("\n"));
  }
}
