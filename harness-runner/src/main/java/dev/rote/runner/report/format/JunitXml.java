package dev.rote.runner.report.format;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.report.format.JunitDocument.Kind;
import dev.rote.runner.report.format.JunitDocument.Suite;
import dev.rote.runner.report.format.JunitDocument.TestCase;
import dev.rote.runner.report.format.JunitDocument.Verdict;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of every cell as JUnit's XML, which continuous integrations show. A network that does
 * not converge has passed: that is a result. What makes a run end with 1 or 3 has not.
 */
public final class JunitXml {

  private JunitXml() {}

  /** Writes a suite for each experiment of each run, one for its speeds, and one for its checks. */
  public static void write(Report report, Writer out) throws IOException {
    List<Suite> suites = new ArrayList<>();
    for (Source source : report.sources()) {
      Map<String, List<TestCase>> groups = new LinkedHashMap<>();
      cases(source)
          .forEach(
              test -> groups.computeIfAbsent(test.group(), group -> new ArrayList<>()).add(test));
      groups.forEach((group, cases) ->
          suites.add(
              new Suite(
                  report.sources().size() > 1 ? source.label() + ": " + group : group,
                  source.run().started(),
                  cases)));
    }
    JunitDocument.write(suites, out);
  }

  private static List<TestCase> cases(Source source) {
    List<TestCase> cases = new ArrayList<>();
    source.run().cells().forEach(cell -> cases.add(of(cell, source)));
    source.run().twins().forEach(twin -> cases.add(of(twin, source)));
    source.run().throughput().forEach(speed -> cases.add(of(speed)));
    cases.add(checks(source));
    return cases;
  }

  private static TestCase of(CellResult cell, Source source) {
    return new TestCase(
        cell.key().experiment(),
        "%s %s".formatted(cell.key().backend(), cell.key().device()),
        seconds(cell),
        verdict(Objection.to(cell, source), cell.ending()));
  }

  private static TestCase of(TwinResult twin, Source source) {
    return new TestCase(
        twin.key().experiment(),
        "%s %s, twin %d".formatted(twin.key().backend(), twin.key().device(), twin.twin()),
        seconds(twin.result()),
        verdict(Objection.to(twin, source), twin.result().ending()));
  }

  private static double seconds(CellResult cell) {
    return cell.learning().epochs().stream()
        .mapToDouble(epoch -> epoch.trainSeconds() + epoch.evaluationSeconds())
        .sum();
  }

  private static Optional<Verdict> verdict(List<Objection> objections, Ending ending) {
    if (!objections.isEmpty()) {
      return Optional.of(
          new Verdict(
              Kind.FAILURE,
              objections.getFirst().kind(),
              Stream.concat(
                      objections.stream().map(Objection::sentence),
                      ending.outcome().failed() ? Stream.of(ending.sentence()) : Stream.empty())
                  .collect(joining("; "))));
    }
    return switch (ending.outcome()) {
      case REACHED, NOT_REACHED, DIVERGED -> Optional.empty();
      case UNSUPPORTED -> verdict(Kind.SKIPPED, ending);
      case UNAVAILABLE -> verdict(Kind.ERROR, ending);
      case CRASHED, TIMED_OUT -> verdict(Kind.FAILURE, ending);
    };
  }

  private static Optional<Verdict> verdict(Kind kind, Ending ending) {
    String type = ending.outcome().id();
    return Optional.of(new Verdict(kind, type, ending.reason().orElse(type)));
  }

  private static TestCase of(ThroughputResult speed) {
    return new TestCase(
        "throughput of %s, batch %d".formatted(speed.key().model(), speed.key().batch()),
        "%s %s".formatted(speed.key().backend(), speed.key().device()),
        seconds(speed),
        verdict(speed.outcome(), speed.reason()));
  }

  private static double seconds(ThroughputResult speed) {
    return speed.rounds().stream()
        .flatMap(fork -> fork.samples().stream())
        .flatMap(samples -> Stream.concat(samples.train().stream(), samples.predict().stream()))
        .mapToDouble(Iteration::seconds)
        .sum();
  }

  private static Optional<Verdict> verdict(SpeedOutcome outcome, Optional<String> reason) {
    Verdict verdict =
        new Verdict(
            switch (outcome) {
              case MEASURED, PENDING, UNSUPPORTED -> Kind.SKIPPED;
              case UNAVAILABLE -> Kind.ERROR;
              case CRASHED, TIMED_OUT -> Kind.FAILURE;
            },
            outcome.id(),
            reason.orElse(outcome.id()));
    return outcome == SpeedOutcome.MEASURED ? Optional.empty() : Optional.of(verdict);
  }

  private static TestCase checks(Source source) {
    List<String> unchecked = source.judgement().unchecked();
    return new TestCase(
        "checks",
        "everything that Rote promises was checked",
        0,
        unchecked.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Verdict(
                    Kind.ERROR, "not-checked", "not checked: " + String.join("; ", unchecked))));
  }
}
