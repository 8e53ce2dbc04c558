package dev.rote.runner.report.view;

import dev.rote.runner.analysis.RunDifference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows of a report may be compared. Those of one run may; those of two only where all fits.
 */
public final class Comparability {
  private final Map<List<Source>, RunDifference> differences = new HashMap<>();

  /** Returns why the speeds of two runs cannot be compared, or empty if they can. */
  public Optional<String> ofSpeed(Source source, Source baseline) {
    if (source.equals(baseline)) {
      return Optional.empty();
    }
    List<String> clauses = difference(source, baseline).speed();
    return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", clauses));
  }

  /** Returns why it cannot be compared how two rows of an experiment learned. */
  public Optional<String> ofLearning(Row row, Row baseline) {
    return row.source().equals(baseline.source())
        ? Optional.empty()
        : Optional.ofNullable(
            difference(row.source(), baseline.source()).experiments().get(row.key().experiment()));
  }

  private RunDifference difference(Source one, Source other) {
    return differences.computeIfAbsent(
        List.of(one, other), pair -> RunDifference.between(one.run(), other.run()));
  }

  /** Returns what a reader must know of how the runs of a report differ, a sentence each. */
  public static List<Remark> remarks(Report report) {
    List<Remark> remarks = new ArrayList<>();
    Source first = report.sources().getFirst();
    report.sources().stream()
        .skip(1)
        .forEach(source -> {
          RunDifference difference = RunDifference.between(first.run(), source.run());
          if (!difference.speed().isEmpty()) {
            remarks.add(
                Remark.caution(
                    "NOT COMPARABLE in speed: %s and %s: %s"
                        .formatted(
                            first.label(), source.label(), String.join("; ", difference.speed()))));
          }
          difference
              .experiments()
              .forEach((experiment, why) ->
                  remarks.add(
                      Remark.caution(
                          "NOT THE SAME EXPERIMENT in %s and %s: %s: %s"
                              .formatted(first.label(), source.label(), experiment, why))));
          addVersions(remarks, first, source);
        });
    return remarks;
  }

  private static void addVersions(List<Remark> remarks, Source first, Source source) {
    first
        .run()
        .versions()
        .forEach((id, version) ->
            Optional.ofNullable(source.run().versions().get(id))
                .filter(other -> differ(version.jars(), other.jars()))
                .ifPresent(other ->
                    remarks.add(
                        Remark.plain(
                            "%s has other jars in %s (%s) than in %s (%s)"
                                .formatted(
                                    id,
                                    source.label(),
                                    other.framework().orElse(other.plugin()),
                                    first.label(),
                                    version.framework().orElse(version.plugin()))))));
  }

  /** Runs on other devices have other jars, and the same of those that both have. */
  private static boolean differ(Map<String, String> jars, Map<String, String> others) {
    return jars.entrySet().stream()
        .anyMatch(jar ->
            others.containsKey(jar.getKey()) && !others.get(jar.getKey()).equals(jar.getValue()));
  }
}
