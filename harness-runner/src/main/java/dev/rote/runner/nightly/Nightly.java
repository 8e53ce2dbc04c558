package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.analysis.comparison.RowKey;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.HistoryFolder;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.Night;
import dev.rote.runner.history.SpeedEntry;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Place;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a night: measures a suite, each backend whose build is not that of the night that stands
 * together with the build of that night; confirms what differs; and appends what was measured and
 * decided to the history.
 */
public final class Nightly {
  private final Path folder;
  private final Builds builds;
  private final NightRules rules;
  private final Measurements measurements;

  /**
   * @param folder of the history
   * @param builds those that are kept
   * @param rules when a difference is called one
   * @param measurements makes the runs
   */
  public Nightly(Path folder, Builds builds, NightRules rules, Measurements measurements) {
    this.folder = requireNonNull(folder, "folder is null");
    this.builds = requireNonNull(builds, "builds is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.measurements = requireNonNull(measurements, "measurements is null");
  }

  /** What the backends of a night are compared with. */
  private record Against(List<Pair> pairs, List<String> notes) {}

  /**
   * Makes tonight's.
   *
   * @param suite as it is to be measured
   * @param experiments those of the suite that take part
   * @param targets the backends and devices, none of which has a name of its build
   * @param others what else a reader must know of the machine, a clause each
   * @throws IOException if a run cannot be made
   * @throws dev.rote.runner.history.HistoryException if the history cannot be read or appended to
   */
  public NightReport night(
      Suite suite, List<Experiment> experiments, List<Target> targets, List<String> others)
      throws IOException {
    History history = History.read(folder);
    Reviews reviews = Reviews.of(history, suite.name());
    Against against = against(reviews, targets);
    List<Pair> pairs = against.pairs();
    RunResult run =
        measurements.run(
            new Measurements.Wanted(
                "night",
                pairs.isEmpty() ? suite : suite.withMeasure(rules.screening(suite.measure())),
                experiments,
                interleaved(targets, pairs)));
    List<String> marks = new ArrayList<>(others);
    marks.addAll(MachineGuard.marks(run, reviews.last().map(History.Recorded::night)));
    List<HistoryEntry> entries = HistoryEntry.of(withoutKept(run), marks);
    List<SpeedDecision> speeds =
        pairs.isEmpty()
            ? List.of()
            : new SpeedStages(
                    measurements, suite, experiments, rules, Floors.of(history, suite.name()))
                .decide(run, pairs);
    Map<String, Decision> learning =
        new LearningStages(measurements, suite, experiments, rules)
            .decide(learning(entries), reviews, pairs);
    List<HistoryEntry> decided =
        entries.stream().map(entry -> decided(entry, speeds, learning)).toList();
    List<String> notes = new ArrayList<>(history.notes());
    notes.addAll(against.notes());
    if (!decided.isEmpty()) {
      new HistoryFolder(folder).append(decided);
    }
    notes.addAll(
        builds.keep(
            targets.stream().map(Target::plugin).distinct().toList(),
            pairs.stream().map(pair -> pair.kept().plugin()).distinct().toList()));
    return new NightReport(run, decided, marks, notes);
  }

  private Against against(Reviews reviews, List<Target> targets) {
    List<Pair> pairs = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Target target : targets) {
      Optional<History.Recorded> standing =
          reviews.standing(target.plugin().ownId(), target.device());
      Optional<String> jars = standing.flatMap(night -> jars(night, target));
      if (jars.isEmpty()) {
        notes.add(
            "%s: there is no night to compare with yet%s"
                .formatted(
                    target,
                    reviews.hasNights() ? " that stands: accept its alarms, or mend them" : ""));
        continue;
      }
      Instant night = standing.get().night().id();
      if (jars.get().equals(target.plugin().jarsHash(target.device().kind()))) {
        notes.add(
            "%s: its build is that of %s, byte for byte, so that its speeds are recorded and not compared"
                .formatted(target, Night.named(night)));
        continue;
      }
      Optional<Plugin> kept = builds.find(target.plugin().ownId(), target.device(), jars.get());
      if (kept.isEmpty()) {
        notes.add(
            "%s: its build of %s is not kept any more, so that nothing can be compared with it"
                .formatted(target, Night.named(night)));
        continue;
      }
      pairs.add(
          new Pair(
              target,
              new Target(kept.get(), target.device(), Target.Part.SPEED),
              Optional.of(night)));
    }
    return new Against(pairs, notes);
  }

  private static Optional<String> jars(History.Recorded night, Target target) {
    return night.entries().stream()
        .filter(entry -> Reviews.isOf(entry, target.plugin().ownId(), target.device()))
        .map(HistoryEntry::build)
        .flatMap(build -> build.jars().stream())
        .findFirst();
  }

  /** Builds of one backend are neighbours in time. */
  private static List<Target> interleaved(List<Target> targets, List<Pair> pairs) {
    return targets.stream()
        .flatMap(target ->
            Stream.concat(
                Stream.of(target),
                pairs.stream().filter(pair -> pair.head().equals(target)).map(Pair::kept)))
        .toList();
  }

  /** What the kept builds gave is of other nights. */
  private static RunResult withoutKept(RunResult run) {
    return run.withThroughput(
        run.throughput().stream()
            .filter(row -> Place.nameIn(row.key().backend()).isEmpty())
            .toList());
  }

  private static List<LearningEntry> learning(List<HistoryEntry> entries) {
    return entries.stream()
        .filter(LearningEntry.class::isInstance)
        .map(LearningEntry.class::cast)
        .toList();
  }

  private static HistoryEntry decided(
      HistoryEntry entry, List<SpeedDecision> speeds, Map<String, Decision> learning) {
    return switch (entry) {
      case SpeedEntry speed ->
          speed.decided(
              decision(speed, Phase.TRAINING, speeds), decision(speed, Phase.INFERENCE, speeds));
      case LearningEntry cell ->
          Optional.ofNullable(learning.get(cell.cell()))
              .<HistoryEntry>map(cell::decided)
              .orElse(cell);
    };
  }

  private static Optional<Decision> decision(
      SpeedEntry entry, Phase phase, List<SpeedDecision> speeds) {
    RowKey row = RowKey.of(entry.key(), entry.key().backend());
    return speeds.stream()
        .filter(each -> each.phase() == phase && each.row().equals(row))
        .map(SpeedDecision::decision)
        .findFirst();
  }
}
