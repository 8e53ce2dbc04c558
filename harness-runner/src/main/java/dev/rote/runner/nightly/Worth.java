package dev.rote.runner.nightly;

import dev.rote.runner.analysis.statistics.Proportion;
import dev.rote.runner.history.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the nights of a self-test say.
 *
 * @param nights in which nothing had changed
 * @param alarms of them that alarmed, if there are any nights
 * @param notes of all decisions in them, those that were notes
 * @param gains of them in which something was called faster
 * @param found by slowdown, of all speeds that were slowed down those that alarmed
 * @param wrong of all speeds that were slowed down, those that were called faster
 * @param limit the smallest slowdown that is found 95 times in 100, by the noise of all rounds;
 *     empty if it is larger than any that was tried, or too few rounds are known
 * @param secondsPerNight the mean of the nights in which nothing had changed
 */
public record Worth(
    int nights,
    Optional<Proportion> alarms,
    int notes,
    int gains,
    Map<Double, Proportion> found,
    int wrong,
    OptionalDouble limit,
    OptionalDouble secondsPerNight) {
  /** Returns what nights say. */
  public static Worth of(List<Trial> trials, NightRules rules) {
    List<Trial> same = trials.stream().filter(trial -> trial.slowdown() == 0).toList();
    List<Trial> slower = trials.stream().filter(trial -> trial.slowdown() > 0).toList();
    Map<Double, Proportion> found = new TreeMap<>();
    slower.stream()
        .collect(Collectors.groupingBy(Trial::slowdown))
        .forEach((slowdown, nights) ->
            found.put(
                slowdown,
                new Proportion(
                    rows(nights, Decision.Kind.ALARM),
                    nights.stream().mapToInt(night -> night.rows().size()).sum())));
    return new Worth(
        same.size(),
        same.isEmpty()
            ? Optional.empty()
            : Optional.of(new Proportion(nights(same, Decision.Kind.ALARM), same.size())),
        rows(same, Decision.Kind.NOTE),
        nights(same, Decision.Kind.GAIN),
        found,
        rows(slower, Decision.Kind.GAIN),
        DetectionLimit.of(noise(trials), rules),
        same.stream().mapToDouble(Trial::seconds).average());
  }

  private static int rows(List<Trial> trials, Decision.Kind kind) {
    return (int)
        trials.stream().flatMap(trial -> trial.rows().stream()).filter(row -> row.is(kind)).count();
  }

  private static int nights(List<Trial> trials, Decision.Kind kind) {
    return (int) trials.stream().filter(trial -> trial.has(kind)).count();
  }

  private static List<List<Double>> noise(List<Trial> trials) {
    Map<String, List<Double>> noise = new TreeMap<>();
    for (Trial trial : trials) {
      for (Trial.Row row : trial.rows()) {
        noise
            .computeIfAbsent(row.row() + row.phase(), key -> new ArrayList<>())
            .addAll(row.noise());
      }
    }
    return List.copyOf(noise.values());
  }
}
