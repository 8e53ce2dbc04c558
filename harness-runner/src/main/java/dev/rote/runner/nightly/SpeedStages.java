package dev.rote.runner.nightly;

import dev.rote.runner.analysis.SpeedRatio;
import dev.rote.runner.analysis.SpeedRatio.Interval;
import dev.rote.runner.analysis.comparison.RowKey;
import dev.rote.runner.analysis.comparison.Rules;
import dev.rote.runner.analysis.comparison.RunComparison;
import dev.rote.runner.analysis.comparison.Shift;
import dev.rote.runner.analysis.comparison.Side;
import dev.rote.runner.analysis.comparison.SpeedComparison;
import dev.rote.runner.analysis.comparison.Verdict;
import dev.rote.runner.history.Decision;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Place;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Decides about speeds in two stages. The first are the rounds of the night itself, in which both
 * builds take turns: what differs in them by half of what counts is a suspect. The second are
 * rounds of the suspects alone; only they decide. The two share no fork, so that a suspect that
 * chance has made is confirmed no more often than any other row.
 */
final class SpeedStages {
  /** At the rounds that confirm. */
  static final int LOOKS = 2;

  private final Measurements measurements;
  private final Suite suite;
  private final List<Experiment> experiments;
  private final NightRules rules;
  private final Floors floors;

  SpeedStages(
      Measurements measurements,
      Suite suite,
      List<Experiment> experiments,
      NightRules rules,
      Floors floors) {
    this.measurements = measurements;
    this.suite = suite;
    this.experiments = experiments;
    this.rules = rules;
    this.floors = floors;
  }

  /** Decides about every speed of which both builds are in a run. */
  List<SpeedDecision> decide(RunResult night, List<Pair> pairs) throws IOException {
    RunComparison screen = compare(night, rules.falseAlarms());
    List<SpeedComparison> rows =
        screen.speeds().stream()
            .filter(row -> row.verdict() != Verdict.NEW && row.verdict() != Verdict.MISSING)
            .toList();
    List<SpeedComparison> suspects = rows.stream().filter(this::isSuspect).toList();
    Map<Measured, SpeedComparison> confirmed = confirm(night, suspects, pairs);
    return rows.stream()
        .map(row ->
            new SpeedDecision(
                row.row(),
                row.phase(),
                decision(row, Optional.ofNullable(confirmed.get(Measured.of(row))), pairs)))
        .toList();
  }

  private RunComparison compare(RunResult run, double level) {
    return RunComparison.of(
        Side.of(run, Optional.of(Pair.KEPT)),
        Side.of(run, Optional.empty()),
        new Rules(rules.leastChange(), level));
  }

  /** What was measured does not say how: a row that is not measured any more is one as well. */
  private boolean isSuspect(SpeedComparison row) {
    return row.wall()
        .map(wall -> rules.isSuspect(wall.ratio()))
        .orElse(row.verdict() != Verdict.UNCHANGED);
  }

  private record Measured(RowKey row, SpeedRatio.Phase phase) {
    static Measured of(SpeedComparison row) {
      return new Measured(row.row(), row.phase());
    }
  }

  /**
   * Measures suspects until they are decided: as many rounds as their noise asks for, and once more
   * up to the most, where they still look changed and are not sure. Each look has half of the
   * level.
   */
  private Map<Measured, SpeedComparison> confirm(
      RunResult night, List<SpeedComparison> suspects, List<Pair> pairs) throws IOException {
    Map<Measured, SpeedComparison> confirmed = new HashMap<>();
    if (suspects.isEmpty()) {
      return confirmed;
    }
    int rounds =
        suspects.stream()
            .mapToInt(suspect -> rounds(night, suspect))
            .max()
            .orElse(NightRules.FEWEST_ROUNDS);
    RunResult first = measure("confirmation", night, suspects, pairs, rounds);
    keep(confirmed, first);
    List<SpeedComparison> open =
        suspects.stream().filter(suspect -> isOpen(confirmed.get(Measured.of(suspect)))).toList();
    int more = rules.mostRounds() - rounds;
    if (!open.isEmpty() && more > 0) {
      keep(confirmed, Pooled.of(first, measure("confirmation-2", night, open, pairs, more)));
    }
    return confirmed;
  }

  private boolean isOpen(SpeedComparison row) {
    return row != null
        && row.verdict() == Verdict.INCONCLUSIVE
        && row.wall().filter(wall -> rules.isSuspect(wall.ratio())).isPresent();
  }

  private void keep(Map<Measured, SpeedComparison> confirmed, RunResult run) {
    compare(run, rules.falseAlarms() / LOOKS)
        .speeds()
        .forEach(row -> confirmed.put(Measured.of(row), row));
  }

  private RunResult measure(
      String stage, RunResult night, List<SpeedComparison> suspects, List<Pair> pairs, int rounds)
      throws IOException {
    Set<String> models = new TreeSet<>();
    Set<Integer> batchSizes = new TreeSet<>();
    for (SpeedComparison suspect : suspects) {
      SpeedKey key = kept(night, suspect).key();
      models.add(key.model());
      batchSizes.add(key.batch());
    }
    Measuring measure = suite.measure();
    Measuring confirming =
        new Measuring(
            List.copyOf(batchSizes),
            rounds,
            measure.warmupIterations(),
            measure.warmupTime(),
            measure.iterations(),
            measure.iterationTime());
    return measurements.run(
        new Measurements.Wanted(
            stage,
            suite.withMeasure(confirming).withTwins(0),
            experiments.stream()
                .filter(experiment -> models.contains(experiment.model().name()))
                .toList(),
            targets(suspects, pairs)));
  }

  private int rounds(RunResult night, SpeedComparison suspect) {
    List<Double> logarithms =
        SpeedRatio.logarithms(head(night, suspect), kept(night, suspect), suspect.phase());
    return logarithms.size() < SpeedRatio.FEWEST_ROUNDS
        ? NightRules.FEWEST_ROUNDS
        : Rounds.needed(logarithms, rules);
  }

  private static ThroughputResult kept(RunResult run, SpeedComparison row) {
    return find(run, row, Optional.of(Pair.KEPT));
  }

  private static ThroughputResult head(RunResult run, SpeedComparison row) {
    return find(run, row, Optional.empty());
  }

  private static ThroughputResult find(RunResult run, SpeedComparison row, Optional<String> build) {
    return run.throughput().stream()
        .filter(speed -> Place.nameIn(speed.key().backend()).equals(build))
        .filter(speed ->
            RowKey.of(speed.key(), Place.withoutName(speed.key().backend())).equals(row.row()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Target> targets(List<SpeedComparison> suspects, List<Pair> pairs) {
    return pairs.stream()
        .filter(pair ->
            suspects.stream()
                .anyMatch(suspect -> pair.isOf(suspect.row().backend(), suspect.row().device())))
        .flatMap(pair ->
            Stream.of(pair.head().in(speedOf(pair.head())), pair.kept().in(speedOf(pair.kept()))))
        .toList();
  }

  private static Target.Part speedOf(Target target) {
    return new Target.Part(false, target.part().burn());
  }

  private Decision decision(
      SpeedComparison screened, Optional<SpeedComparison> confirmed, List<Pair> pairs) {
    Optional<Instant> against =
        pairs.stream()
            .filter(pair -> pair.isOf(screened.row().backend(), screened.row().device()))
            .findFirst()
            .flatMap(Pair::against);
    if (confirmed.isEmpty() || !isSuspect(screened)) {
      return decision(Decision.Kind.NONE, Verdict.UNCHANGED, seen(screened), screened, against);
    }
    SpeedComparison last = confirmed.get();
    Optional<String> floor = floor(last);
    return decision(
        floor.isPresent() ? Decision.Kind.NOTE : Confirmed.kind(last.verdict()),
        last.verdict(),
        last.why() + floor.orElse(""),
        last,
        against);
  }

  private static Decision decision(
      Decision.Kind kind,
      Verdict verdict,
      String why,
      SpeedComparison row,
      Optional<Instant> against) {
    Optional<Interval> interval = row.wall().flatMap(Shift::interval);
    return new Decision(
        kind,
        verdict.id(),
        why,
        against,
        ratio(row.wall().map(Shift::ratio)),
        ratio(interval.map(Interval::low)),
        ratio(interval.map(Interval::high)),
        row.wall().map(Shift::headForks).orElse(0));
  }

  /** Returns the end of a sentence that says that nobody minds a difference of this row. */
  private Optional<String> floor(SpeedComparison row) {
    OptionalDouble floor = floors.of(row.row(), row.phase());
    return row.wall()
        .filter(wall -> floor.isPresent())
        .filter(wall -> Math.abs(Math.log(wall.ratio())) < Math.log1p(floor.getAsDouble()))
        .map(wall ->
            String.format(
                Locale.ROOT,
                "; but builds of which nobody minded it have differed by %.1f%%",
                100 * floor.getAsDouble()));
  }

  private static String seen(SpeedComparison row) {
    return row.wall()
        .map(wall -> String.format(Locale.ROOT, "%+.1f%% seen", 100 * (wall.ratio() - 1)))
        .orElse(row.why());
  }

  private static OptionalDouble ratio(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
