package dev.rote.runner.analysis.trend;

import dev.rote.runner.history.AcceptedChange;
import dev.rote.runner.history.AcceptedChange.Cause;
import dev.rote.runner.history.BackendBuild;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.Fingerprint;
import dev.rote.runner.history.HistoryEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes a series, night by night. */
final class SeriesOfNights {
  /** What was measured is the same, and only on another scale. */
  private static final Set<Cause> DIVIDED_OUT = EnumSet.of(Cause.SUITE, Cause.MACHINE);

  private final TrendRow row;
  private final Measure measure;
  private final List<TrendPoint> points = new ArrayList<>();
  private final List<Annotation> annotations = new ArrayList<>();
  private final SortedSet<Integer> machines = new TreeSet<>();
  private Optional<Fingerprint> machine = Optional.empty();
  private Optional<BackendBuild> build = Optional.empty();

  SeriesOfNights(TrendRow row, Measure measure) {
    this.row = row;
    this.measure = measure;
  }

  /** Adds a night, later than those before, if it has something of the measure. */
  void add(HistoryEntry entry) {
    measure.in(entry).ifPresent(taken -> add(entry, taken));
  }

  private void add(HistoryEntry entry, Measure.Taken taken) {
    Fingerprint nowOn = entry.night().machine();
    BackendBuild now = entry.build();
    Optional<Fingerprint> otherMachine = machine.filter(each -> !each.equals(nowOn));
    Optional<BackendBuild> otherBuild = build.filter(each -> !each.equals(now));
    otherMachine.ifPresent(before -> {
      machines.add(points.size());
      annotate(entry, Annotation.Kind.MACHINE, Changes.of(before, nowOn));
    });
    otherBuild.ifPresent(before -> annotate(entry, Annotation.Kind.BUILD, Changes.of(before, now)));
    machine = Optional.of(nowOn);
    build = Optional.of(now);
    points.add(
        new TrendPoint(
            entry.night().id(),
            taken.mean().value(),
            taken.mean().interval().stream().mapToDouble(each -> each.low()).findFirst(),
            taken.mean().interval().stream().mapToDouble(each -> each.high()).findFirst(),
            taken.forks(),
            taken.decision().map(Decision::kind).orElse(Decision.Kind.NONE),
            otherMachine.isPresent(),
            otherBuild.isPresent()));
  }

  private void annotate(HistoryEntry entry, Annotation.Kind kind, String text) {
    annotations.add(new Annotation(entry.night().id(), kind, text));
  }

  /**
   * Returns the series, if any night has something of it.
   *
   * @param accepted what was accepted for the row
   * @param normalized whether steps that machine and suite made are divided out of a speed
   */
  Optional<TrendSeries> series(List<AcceptedChange> accepted, boolean normalized) {
    if (points.isEmpty()) {
      return Optional.empty();
    }
    for (AcceptedChange change : accepted) {
      if (place(change).isPresent()) {
        annotations.add(
            new Annotation(
                change.from(),
                Annotation.Kind.ACCEPTED,
                "%s: %s".formatted(change.cause(), change.why())));
      }
    }
    annotations.sort(Comparator.comparing(Annotation::night).thenComparing(Annotation::kind));
    List<Step> steps = normalized && measure.ofSpeed() ? steps(accepted) : List.of();
    List<TrendPoint> shown = Step.dividedOut(points, steps);
    return Optional.of(
        new TrendSeries(
            row, measure, shown, Level.of(shown), steps, annotations.stream().distinct().toList()));
  }

  /** A step at which the framework or the product changed as well is theirs, and stays. */
  private List<Step> steps(List<AcceptedChange> accepted) {
    SortedSet<Integer> places = new TreeSet<>(machines);
    SortedSet<Integer> borders = new TreeSet<>(machines);
    SortedSet<Integer> kept = new TreeSet<>();
    for (AcceptedChange change : accepted) {
      place(change)
          .ifPresent(place -> {
            borders.add(place);
            (DIVIDED_OUT.contains(change.cause()) ? places : kept).add(place);
          });
    }
    places.removeAll(kept);
    return Step.of(points, places, borders);
  }

  /** Returns the first point of the segment that begins with a change, if there is one before. */
  private OptionalInt place(AcceptedChange change) {
    return IntStream.range(0, points.size())
        .filter(i -> !points.get(i).night().isBefore(change.from()))
        .findFirst()
        .stream()
        .filter(i -> i > 0)
        .findFirst();
  }
}
