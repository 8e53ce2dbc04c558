package dev.rote.runner.report.text;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.rote.runner.analysis.Figure;
import dev.rote.runner.analysis.Spread;
import dev.rote.runner.analysis.Twins;
import dev.rote.runner.analysis.Twins.Comparison;
import dev.rote.runner.report.text.Table.Column;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.TwinResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What rounding alone makes of epochs and accuracies, and whether rows of an experiment differ by
 * more: the ranges over each cell and its twins, and a sentence for each experiment.
 */
final class TwinsReport {
  /** More pairs than these are counted, and not named. */
  private static final int MOST_PAIRS = 3;

  private final RunResult run;
  private final Twins twins;

  TwinsReport(RunResult run) {
    this.run = run;
    this.twins = new Twins(run);
  }

  /** Returns the table, or nothing if no twin is done. */
  List<String> table(int width, boolean colour) {
    if (!twins.any()) {
      return List.of();
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.text("twins of"), Column.text("backend"), Column.text("device")));
    columns.add(Column.number("ended"));
    twins.figures().forEach(figure -> columns.add(Column.number(header(figure))));
    Table table = new Table(columns);
    for (CellResult cell : run.cells()) {
      List<String> row = new ArrayList<>();
      row.add(cell.key().experiment());
      row.add(cell.key().backend());
      row.add(cell.key().device().toString());
      row.add(ended(twins.of(cell)));
      twins
          .figures()
          .forEach(figure ->
              row.add(twins.spread(cell, figure).map(spread -> range(figure, spread)).orElse("-")));
      table.addPlain(row.toArray(String[]::new));
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines(width, colour));
    return lines;
  }

  private static String header(Figure figure) {
    int gap = figure.name().indexOf(' ', figure.threshold().isPresent() ? "epochs ".length() : 0);
    return figure.name().substring(0, gap) + "\n" + figure.name().substring(gap + 1);
  }

  private static String ended(List<TwinResult> twins) {
    long ended = twins.stream().filter(twin -> twin.result().outcome().ranToItsEnd()).count();
    return ended == twins.size()
        ? String.valueOf(ended)
        : "%d of %d".formatted(ended, twins.size());
  }

  /** Returns the range from the lowest to the highest value. */
  static String range(Figure figure, Spread spread) {
    String lowest = value(figure, spread.lowest());
    String highest = value(figure, spread.highest());
    if (lowest.equals(highest)) {
      return lowest;
    }
    long missed = spread.values().stream().filter(value -> Double.isInfinite(value)).count();
    return missed == 0
        ? lowest + "-" + highest
        : "%s-never (%d of %d)".formatted(lowest, missed, spread.values().size());
  }

  private static String value(Figure figure, double value) {
    if (figure.threshold().isEmpty()) {
      return String.format(Locale.ROOT, "%.1f%%", 100 * value);
    }
    return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%.0f", value);
  }

  /**
   * Returns a sentence or more for each experiment whose rows differ: by more than rounding makes,
   * by no more than that, or nobody knows.
   */
  List<String> sentences(boolean colour) {
    Map<String, List<Comparison>> differing =
        twins.comparisons().stream()
            .filter(comparison -> !comparison.same())
            .collect(groupingBy(Comparison::experiment, LinkedHashMap::new, toList()));
    if (differing.isEmpty()) {
      return List.of();
    }
    if (!twins.any()) {
      return differing.values().stream().flatMap(List::stream).anyMatch(TwinsReport::isOfEpochs)
          ? List.of(unknown(differing))
          : List.of();
    }
    List<String> lines = new ArrayList<>();
    differing.forEach(
        (experiment, comparisons) -> lines.addAll(sentences(experiment, comparisons, colour)));
    return lines;
  }

  private static boolean isOfEpochs(Comparison comparison) {
    return comparison.figure().threshold().isPresent();
  }

  private static String unknown(Map<String, List<Comparison>> differing) {
    int fewest =
        differing.values().stream()
            .flatMap(List::stream)
            .mapToInt(Comparison::fewest)
            .max()
            .orElseThrow();
    return "epochs of %s differ between rows, which rounding alone may do: --twins %d shows how much it does"
        .formatted(String.join(", ", differing.keySet()), fewest);
  }

  private static List<String> sentences(
      String experiment, List<Comparison> comparisons, boolean colour) {
    List<String> lines = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      if (!comparison.apart().isEmpty()) {
        lines.add(Style.YELLOW.apply(apart(comparison), colour));
      }
    }
    List<Comparison> within =
        comparisons.stream().filter(each -> each.apart().isEmpty() && each.enough()).toList();
    if (!within.isEmpty()) {
      lines.add(
          "%s: rows differ by no more than rounding alone makes in %s"
              .formatted(experiment, names(within)));
    }
    List<Comparison> open =
        comparisons.stream().filter(each -> each.apart().isEmpty() && !each.enough()).toList();
    if (!open.isEmpty()) {
      lines.add(
          "%s: whether rows differ by more than rounding in %s is open, as so few twins of them have ended: --twins %d would do"
              .formatted(experiment, names(open), open.getFirst().fewest()));
    }
    return lines;
  }

  private static String names(List<Comparison> comparisons) {
    return comparisons.stream()
        .map(comparison -> comparison.figure().name())
        .collect(joining(", "));
  }

  private static String apart(Comparison comparison) {
    Figure figure = comparison.figure();
    String pairs =
        comparison.apart().stream()
            .limit(MOST_PAIRS)
            .map(pair -> row(figure, pair.lower()) + " from " + row(figure, pair.higher()))
            .collect(joining("; "));
    int more = comparison.apart().size() - MOST_PAIRS;
    return "%s: in %s, rows differ by more than rounding alone makes: %s%s"
        .formatted(
            comparison.experiment(),
            figure.name(),
            pairs,
            more > 0 ? " (and %d more pairs)".formatted(more) : "");
  }

  private static String row(Figure figure, Spread spread) {
    return "%s %s (%s)"
        .formatted(spread.key().backend(), spread.key().device(), range(figure, spread));
  }
}
