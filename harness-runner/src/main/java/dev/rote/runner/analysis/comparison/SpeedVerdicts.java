package dev.rote.runner.analysis.comparison;

import dev.rote.api.DeviceKind;
import dev.rote.runner.analysis.Speed;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.analysis.statistics.FalseDiscovery;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Whether the speeds of two builds differ. The replicate is the fork: iterations of one fork share
 * what it was given at its start. A difference must be sure, after the correction for all rows of
 * the comparison; must not be small; and on a processor must show in processor time as well,
 * because wall time alone also tells what others did on the machine.
 */
final class SpeedVerdicts {
  private final Map<RowKey, ThroughputResult> base;
  private final Map<RowKey, ThroughputResult> head;
  private final boolean interleaved;
  private final List<String> notComparable;
  private final Rules rules;

  SpeedVerdicts(
      Side base, Side head, boolean interleaved, List<String> notComparable, Rules rules) {
    this.base = base.speeds();
    this.head = head.speeds();
    this.interleaved = interleaved;
    this.notComparable = notComparable;
    this.rules = rules;
  }

  List<SpeedComparison> all() {
    List<SpeedComparison> measured = new ArrayList<>();
    for (RowKey row : RunComparison.union(base.keySet(), head.keySet())) {
      for (Phase phase : Phase.values()) {
        measured.add(measured(row, phase));
      }
    }
    double[] adjusted =
        FalseDiscovery.benjaminiHochberg(
            measured.stream()
                .flatMap(each -> each.wall().stream())
                .mapToDouble(Shift::p)
                .toArray());
    List<SpeedComparison> judged = new ArrayList<>();
    int next = 0;
    for (SpeedComparison each : measured) {
      judged.add(each.wall().isPresent() ? judged(each, adjusted[next++]) : each);
    }
    return judged;
  }

  /** Returns a row with its shifts, which is judged when those of all others are known. */
  private SpeedComparison measured(RowKey row, Phase phase) {
    Optional<ThroughputResult> before = Optional.ofNullable(base.get(row));
    Optional<ThroughputResult> after = Optional.ofNullable(head.get(row));
    Map<Integer, Double> was = speeds(before, phase, SpeedVerdicts::byWallTime);
    Map<Integer, Double> is = speeds(after, phase, SpeedVerdicts::byWallTime);
    boolean both = !was.isEmpty() && !is.isEmpty();
    return new SpeedComparison(
        row,
        phase,
        unmeasured(before, after),
        whyUnmeasured(before, after),
        median(was),
        median(is),
        both && notComparable.isEmpty() ? shift(was, is) : Optional.empty(),
        both && notComparable.isEmpty()
            ? shift(
                speeds(before, phase, Iteration::examplesPerProcessorSecond),
                speeds(after, phase, Iteration::examplesPerProcessorSecond))
            : Optional.empty());
  }

  private Verdict unmeasured(Optional<ThroughputResult> before, Optional<ThroughputResult> after) {
    if (before.isEmpty()) {
      return Verdict.NEW;
    }
    if (after.isEmpty()) {
      return Verdict.MISSING;
    }
    SpeedOutcome was = before.get().outcome();
    SpeedOutcome is = after.get().outcome();
    if (was == SpeedOutcome.MEASURED && (is.failed() || is == SpeedOutcome.UNSUPPORTED)) {
      return Verdict.REGRESSED;
    }
    if (is == SpeedOutcome.MEASURED && (was.failed() || was == SpeedOutcome.UNSUPPORTED)) {
      return Verdict.IMPROVED;
    }
    return was == is && is == SpeedOutcome.UNSUPPORTED ? Verdict.UNCHANGED : Verdict.INCONCLUSIVE;
  }

  private String whyUnmeasured(
      Optional<ThroughputResult> before, Optional<ThroughputResult> after) {
    if (before.isEmpty()) {
      return "it was not there before";
    }
    if (after.isEmpty()) {
      return "it is not there any more";
    }
    if (before.get().outcome() == SpeedOutcome.MEASURED
        && after.get().outcome() == SpeedOutcome.MEASURED) {
      return "the runs cannot be compared in speed: " + String.join("; ", notComparable);
    }
    return "%s; before: %s".formatted(sentence(after.get()), sentence(before.get()));
  }

  private static String sentence(ThroughputResult speed) {
    return speed
        .reason()
        .map(reason -> speed.outcome() + ", " + reason)
        .orElse(speed.outcome().id());
  }

  private SpeedComparison judged(SpeedComparison row, double adjusted) {
    Shift wall = row.wall().orElseThrow().adjusted(adjusted);
    SpeedComparison with =
        new SpeedComparison(
            row.row(),
            row.phase(),
            row.verdict(),
            row.why(),
            row.base(),
            row.head(),
            Optional.of(wall),
            row.processor());
    boolean sure = adjusted <= rules.level();
    if (sure && !rules.isSmall(wall.ratio())) {
      return denied(with)
          ? with.with(
              Verdict.INCONCLUSIVE,
              "%s by wall time, but processor time denies it (%s): it had to wait, for others on the machine or for itself"
                  .formatted(percent(wall.ratio()), percent(row.processor().orElseThrow().ratio())))
          : with.with(
              wall.ratio() < 1 ? Verdict.REGRESSED : Verdict.IMPROVED,
              "%s, sure to p = %s after the correction for all rows"
                  .formatted(percent(wall.ratio()), text(adjusted)));
    }
    if (wall.interval().isPresent()
        && rules.isSmall(wall.interval().get().low())
        && rules.isSmall(wall.interval().get().high())) {
      return with.with(
          Verdict.UNCHANGED,
          "any difference is smaller than %s".formatted(share(rules.leastChange())));
    }
    if (sure) {
      return with.with(
          Verdict.UNCHANGED,
          "%s, less than the %s that count"
              .formatted(percent(wall.ratio()), share(rules.leastChange())));
    }
    return with.with(Verdict.INCONCLUSIVE, percent(wall.ratio()) + " seen, " + needs(wall));
  }

  private static String needs(Shift shift) {
    return shift.forksNeeded().isPresent()
        ? "which about %d forks a side would settle; there are %d and %d"
            .formatted(shift.forksNeeded().getAsInt(), shift.baseForks(), shift.headForks())
        : "which no number of forks that anybody runs would settle";
  }

  private boolean denied(SpeedComparison row) {
    DeviceKind kind = row.row().device().kind();
    if (kind != DeviceKind.CPU && kind != DeviceKind.ONEDNN) {
      return false;
    }
    Shift wall = row.wall().orElseThrow();
    return row.processor()
        .filter(shift ->
            Occupation.denies(
                Occupation.of(base.get(row.row()), row.phase()),
                Occupation.of(head.get(row.row()), row.phase()),
                wall.ratio(),
                shift.ratio(),
                interleaved))
        .isPresent();
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%+.1f%%", 100 * (ratio - 1));
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String text(double p) {
    return String.format(Locale.ROOT, p < 0.001 ? "%.0e" : "%.3f", p);
  }

  private Optional<Shift> shift(Map<Integer, Double> was, Map<Integer, Double> is) {
    return interleaved ? Shifts.paired(was, is) : Shifts.independent(was.values(), is.values());
  }

  private static Map<Integer, Double> speeds(
      Optional<ThroughputResult> row,
      Phase phase,
      Function<List<Iteration>, OptionalDouble> speed) {
    Map<Integer, Double> speeds = new TreeMap<>();
    if (row.filter(each -> each.outcome() == SpeedOutcome.MEASURED).isEmpty()) {
      return speeds;
    }
    for (ForkResult fork : row.get().counted()) {
      fork.samples()
          .ifPresent(samples ->
              speed.apply(phase.of(samples)).ifPresent(value -> speeds.put(fork.round(), value)));
    }
    return speeds;
  }

  private static OptionalDouble byWallTime(List<Iteration> iterations) {
    return OptionalDouble.of(Speed.mean(iterations));
  }

  private static OptionalDouble median(Map<Integer, Double> speeds) {
    double[] sorted = speeds.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }
}
