package dev.rote.runner.nightly;

import dev.rote.runner.analysis.comparison.LearningComparison;
import dev.rote.runner.analysis.comparison.RowKey;
import dev.rote.runner.analysis.comparison.Rules;
import dev.rote.runner.analysis.comparison.RunComparison;
import dev.rote.runner.analysis.comparison.Side;
import dev.rote.runner.analysis.comparison.Verdict;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.Night;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides about learning in two stages: what ends otherwise than in the night that stands is a
 * suspect, and is trained again with both builds and their twins, which say what rounding alone
 * makes.
 */
final class LearningStages {
  private final Measurements measurements;
  private final Suite suite;
  private final List<Experiment> experiments;
  private final NightRules rules;

  LearningStages(
      Measurements measurements, Suite suite, List<Experiment> experiments, NightRules rules) {
    this.measurements = measurements;
    this.suite = suite;
    this.experiments = experiments;
    this.rules = rules;
  }

  /** A cell that ended otherwise, and the entry of the night that stands. */
  private record Suspect(LearningEntry now, LearningEntry before) {}

  /**
   * Decides about the cells of tonight that were there in the nights that stand.
   *
   * @param tonight the cells
   * @param reviews which nights stand
   * @param pairs the backends whose builds are not those of the nights that stand
   * @return by cell
   */
  Map<String, Decision> decide(List<LearningEntry> tonight, Reviews reviews, List<Pair> pairs)
      throws IOException {
    Map<String, Decision> decisions = new HashMap<>();
    List<Suspect> suspects = new ArrayList<>();
    for (LearningEntry now : tonight) {
      Optional<LearningEntry> before =
          reviews
              .standing(now.key().backend(), now.key().device())
              .flatMap(night -> entry(night, now.cell()));
      if (before.isEmpty()) {
        continue;
      }
      Instant against = before.get().night().id();
      if (same(now, before.get())) {
        decisions.put(
            now.cell(),
            Decision.of(
                Decision.Kind.NONE,
                Verdict.UNCHANGED.id(),
                "it ended as in " + Night.named(against),
                Optional.of(against)));
      } else if (pair(now, pairs).isPresent()) {
        suspects.add(new Suspect(now, before.get()));
      } else {
        decisions.put(
            now.cell(),
            Decision.of(
                Decision.Kind.NOTE,
                Verdict.INCONCLUSIVE.id(),
                "%s, in %s: %s; but there is no other build of it to compare with"
                    .formatted(end(now), Night.named(against), end(before.get())),
                Optional.of(against)));
      }
    }
    confirm(suspects, pairs, decisions);
    return decisions;
  }

  private static Optional<LearningEntry> entry(History.Recorded night, String cell) {
    return night.entries().stream()
        .filter(LearningEntry.class::isInstance)
        .map(LearningEntry.class::cast)
        .filter(entry -> entry.cell().equals(cell))
        .findFirst();
  }

  private static boolean same(LearningEntry one, LearningEntry other) {
    return one.outcome() == other.outcome()
        && one.epochsTo().equals(other.epochsTo())
        && one.last().equals(other.last())
        && one.parity()
            .map(LearningEntry.Distance::within)
            .equals(other.parity().map(LearningEntry.Distance::within));
  }

  private static String end(LearningEntry entry) {
    return entry.outcome()
        + entry
            .last()
            .map(last ->
                " after %d epochs, train accuracy %.2f%%"
                    .formatted(last.epoch(), 100 * last.train()))
            .orElse("");
  }

  private static Optional<Pair> pair(LearningEntry entry, List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.isOf(entry.key().backend(), entry.key().device()))
        .findFirst();
  }

  private void confirm(List<Suspect> suspects, List<Pair> pairs, Map<String, Decision> decisions)
      throws IOException {
    if (suspects.isEmpty()) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    suspects.forEach(suspect -> wanted.add(suspect.now().key().experiment()));
    List<Target> targets =
        pairs.stream()
            .filter(pair ->
                suspects.stream()
                    .anyMatch(suspect -> pair(suspect.now(), List.of(pair)).isPresent()))
            .flatMap(
                pair -> Stream.of(pair.head().in(Target.Part.ALL), pair.kept().in(Target.Part.ALL)))
            .toList();
    RunComparison comparison =
        compare(
            new Measurements.Wanted(
                "learning",
                suite
                    .withMeasure(Measuring.NONE)
                    .withTwins(Math.max(suite.twins(), NightRules.TWINS)),
                experiments.stream().filter(each -> wanted.contains(each.id())).toList(),
                targets));
    for (Suspect suspect : suspects) {
      RowKey row = RowKey.of(suspect.now().key(), suspect.now().key().backend());
      comparison.learning().stream()
          .filter(each -> each.row().equals(row))
          .findFirst()
          .ifPresent(each -> decisions.put(suspect.now().cell(), decision(each, suspect)));
    }
  }

  private RunComparison compare(Measurements.Wanted wanted) throws IOException {
    RunResult run = measurements.run(wanted);
    return RunComparison.of(
        Side.of(run, Optional.of(Pair.KEPT)),
        Side.of(run, Optional.empty()),
        new Rules(rules.leastChange(), rules.falseAlarms()));
  }

  private static Decision decision(LearningComparison confirmed, Suspect suspect) {
    Optional<Instant> against = Optional.of(suspect.before().night().id());
    return Decision.of(
        Confirmed.kind(confirmed.verdict()), confirmed.verdict().id(), confirmed.why(), against);
  }
}
