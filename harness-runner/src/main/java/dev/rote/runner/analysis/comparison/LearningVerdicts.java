package dev.rote.runner.analysis.comparison;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.analysis.Identity;
import dev.rote.runner.analysis.learning.Figure;
import dev.rote.runner.analysis.statistics.FalseDiscovery;
import dev.rote.runner.analysis.statistics.RankShift;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Whether the cells of two builds learn the same. Parity and how a cell ended are exact. Epochs and
 * accuracies also differ by rounding alone, so that a difference of them is called one only where
 * twins show that it is more.
 */
final class LearningVerdicts {
  /** Of the epochs that a cell had, the share after which an end comes late. */
  private static final double LATE = 0.8;

  /** Stands for the epoch of what was not reached: only the order of the values counts. */
  private static final double NEVER = 1e9;

  private final Map<RowKey, CellResult> base;
  private final Map<RowKey, CellResult> head;
  private final Map<RowKey, List<CellResult>> baseTwins;
  private final Map<RowKey, List<CellResult>> headTwins;
  private final Map<String, String> otherExperiments;
  private final Rules rules;
  private final List<Figure> figures;

  LearningVerdicts(Side base, Side head, Map<String, String> otherExperiments, Rules rules) {
    this.base = base.cells();
    this.head = head.cells();
    this.baseTwins = base.twins();
    this.headTwins = head.twins();
    this.otherExperiments = otherExperiments;
    this.rules = rules;
    this.figures =
        Figure.of(Stream.concat(this.base.values().stream(), this.head.values().stream()).toList());
  }

  /** A figure that differs, and how often chance alone lets it differ so. */
  private record Difference(RowKey row, Figure figure, double base, double head, double p) {
    String text() {
      return "%s %s, was %s"
          .formatted(
              figure.name(),
              LearningVerdicts.text(figure, head),
              LearningVerdicts.text(figure, base));
    }
  }

  List<LearningComparison> all() {
    List<RowKey> rows = RunComparison.union(base.keySet(), head.keySet());
    List<Difference> differences = rows.stream().flatMap(row -> differences(row).stream()).toList();
    double[] adjusted =
        FalseDiscovery.benjaminiHochberg(differences.stream().mapToDouble(Difference::p).toArray());
    Map<RowKey, List<Difference>> all = new HashMap<>();
    Map<RowKey, List<Difference>> sure = new HashMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      Difference difference = differences.get(i);
      all.computeIfAbsent(difference.row(), row -> new ArrayList<>()).add(difference);
      if (adjusted[i] <= rules.level()) {
        sure.computeIfAbsent(difference.row(), row -> new ArrayList<>()).add(difference);
      }
    }
    return rows.stream()
        .map(row ->
            compare(row, all.getOrDefault(row, List.of()), sure.getOrDefault(row, List.of())))
        .toList();
  }

  private LearningComparison compare(
      RowKey row, List<Difference> differences, List<Difference> sure) {
    Optional<CellResult> before = Optional.ofNullable(base.get(row));
    Optional<CellResult> after = Optional.ofNullable(head.get(row));
    Judged judged =
        before.isEmpty()
            ? new Judged(Verdict.NEW, "it was not there before")
            : after.isEmpty()
                ? new Judged(Verdict.MISSING, "it is not there any more")
                : otherTask(before.get(), after.get())
                    .or(() -> ending(before.get(), after.get()))
                    .or(() -> parity(before.get(), after.get()))
                    .orElseGet(() -> figures(row, differences, sure));
    return new LearningComparison(
        row, judged.verdict(), judged.why(), before.map(this::end), after.map(this::end));
  }

  private record Judged(Verdict verdict, String why) {}

  private Optional<Judged> otherTask(CellResult before, CellResult after) {
    String experiment = otherExperiments.get(after.key().experiment());
    if (experiment != null) {
      return Optional.of(
          new Judged(Verdict.INCONCLUSIVE, "it is not the same experiment: " + experiment));
    }
    List<String> handed = Identity.differences(before, after);
    return handed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Judged(
                Verdict.INCONCLUSIVE,
                "it is not the same experiment: other " + String.join(", ", handed)));
  }

  private static Optional<Judged> ending(CellResult before, CellResult after) {
    Outcome was = before.outcome();
    Outcome is = after.outcome();
    if (!was.ranToItsEnd() && !is.ranToItsEnd()) {
      return Optional.of(
          new Judged(
              was == is && is == Outcome.UNSUPPORTED ? Verdict.UNCHANGED : Verdict.INCONCLUSIVE,
              was == is
                  ? "as before: " + after.ending().sentence()
                  : "%s; before: %s"
                      .formatted(after.ending().sentence(), before.ending().sentence())));
    }
    if (!is.ranToItsEnd() || (is == Outcome.DIVERGED && was != is)) {
      return Optional.of(
          new Judged(Verdict.REGRESSED, after.ending().sentence() + "; before: " + was));
    }
    if (!was.ranToItsEnd() || (was == Outcome.DIVERGED && was != is)) {
      return Optional.of(
          new Judged(Verdict.IMPROVED, is + "; before: " + before.ending().sentence()));
    }
    return was == Outcome.REACHED && is == Outcome.NOT_REACHED
        ? lost(before, after)
        : Optional.empty();
  }

  /** What was reached in the last epochs that the suite allows, rounding alone may let it miss. */
  private static Optional<Judged> lost(CellResult before, CellResult after) {
    int took = before.learning().epochs().size();
    int had = after.learning().epochs().size();
    return took > LATE * had
        ? Optional.empty()
        : Optional.of(
            new Judged(
                Verdict.REGRESSED,
                "it does not reach in %d epochs what it reached in %d".formatted(had, took)));
  }

  private static Optional<Judged> parity(CellResult before, CellResult after) {
    Optional<Parity> was = before.parity();
    Optional<Parity> is = after.parity();
    if (was.isEmpty() || is.isEmpty() || was.get().within() == is.get().within()) {
      return Optional.empty();
    }
    return Optional.of(
        new Judged(
            Verdict.SEMANTIC_CHANGE,
            is.get().within()
                ? "it agrees with %s now, which it did not before: %s"
                    .formatted(is.get().reference(), was.get().sentence())
                : "it is NOT THE SAME EXPERIMENT any more: " + is.get().sentence()));
  }

  private Judged figures(RowKey row, List<Difference> differences, List<Difference> sure) {
    if (!sure.isEmpty()) {
      return new Judged(
          Verdict.SEMANTIC_CHANGE,
          texts(sure) + ": more than rounding alone makes, as the twins show");
    }
    if (differences.isEmpty()) {
      return new Judged(Verdict.UNCHANGED, "the same epochs and accuracies" + agreement(row));
    }
    return RankShift.smallestP(values(baseTwins, row) + 1, values(headTwins, row) + 1)
            <= rules.level()
        ? new Judged(
            Verdict.UNCHANGED,
            texts(differences) + ": no more than rounding alone makes, as the twins show")
        : new Judged(
            Verdict.INCONCLUSIVE,
            texts(differences)
                + ": rounding alone may have made it, which runs with --twins 5 would tell");
  }

  private String agreement(RowKey row) {
    return head.get(row)
        .parity()
        .filter(Parity::within)
        .map(parity ->
            ", and the first %d steps agree with %s to %.1e"
                .formatted(parity.steps(), parity.reference(), parity.counted()))
        .orElse("");
  }

  private static int values(Map<RowKey, List<CellResult>> twins, RowKey row) {
    return twins.getOrDefault(row, List.of()).size();
  }

  private static String texts(List<Difference> differences) {
    return differences.stream().map(Difference::text).collect(joining("; "));
  }

  private List<Difference> differences(RowKey row) {
    CellResult before = base.get(row);
    CellResult after = head.get(row);
    if (before == null
        || after == null
        || !before.outcome().ranToItsEnd()
        || !after.outcome().ranToItsEnd()) {
      return List.of();
    }
    return figures.stream()
        .flatMap(figure -> difference(row, figure, before, after).stream())
        .toList();
  }

  private Optional<Difference> difference(
      RowKey row, Figure figure, CellResult before, CellResult after) {
    OptionalDouble was = figure.of().apply(before.learning());
    OptionalDouble is = figure.of().apply(after.learning());
    if (was.isEmpty() || is.isEmpty()) {
      return Optional.empty();
    }
    double[] one = values(figure, before, baseTwins.getOrDefault(row, List.of()));
    double[] other = values(figure, after, headTwins.getOrDefault(row, List.of()));
    double p = RankShift.of(one, other, 1 - rules.level()).p();
    return was.equals(is) && p > rules.level()
        ? Optional.empty()
        : Optional.of(new Difference(row, figure, was.getAsDouble(), is.getAsDouble(), p));
  }

  private static double[] values(Figure figure, CellResult cell, List<CellResult> twins) {
    return Stream.concat(Stream.of(cell), twins.stream())
        .filter(each -> each.outcome().ranToItsEnd())
        .flatMapToDouble(each -> figure.of().apply(each.learning()).stream())
        .map(value -> Math.min(value, NEVER))
        .toArray();
  }

  private LearningComparison.End end(CellResult cell) {
    return new LearningComparison.End(
        cell.outcome(),
        figures.stream()
            .flatMap(figure ->
                figure.of().apply(cell.learning()).stream()
                    .mapToObj(value -> figure.name() + " " + text(figure, value)))
            .collect(joining(", ")));
  }

  private static String text(Figure figure, double value) {
    if (figure.threshold().isEmpty()) {
      return String.format(Locale.ROOT, "%.2f%%", 100 * value);
    }
    return Double.isInfinite(value) ? "never" : String.valueOf((long) value);
  }
}
