package dev.rote.runner.report.view;

import dev.rote.runner.analysis.learning.Figure;
import dev.rote.runner.analysis.learning.Spread;
import dev.rote.runner.analysis.learning.Twins;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.TwinResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What rounding alone makes of epochs and accuracies: the ranges over each cell and its twins. */
final class TwinGrid {
  private TwinGrid() {}

  /** Returns the table, or empty if no twin is done. */
  static Optional<Grid> of(Source source) {
    Twins twins = source.twins();
    if (!twins.any()) {
      return Optional.empty();
    }
    List<Heading> headings =
        new ArrayList<>(
            List.of(Heading.text("twins of"), Heading.text("backend"), Heading.text("device")));
    headings.add(Heading.number("ended"));
    twins.figures().forEach(figure -> headings.add(Heading.number(Texts.header(figure))));
    List<List<Value>> rows = new ArrayList<>();
    for (CellResult cell : source.run().cells()) {
      List<Value> row = new ArrayList<>();
      row.add(Value.of(cell.key().experiment()));
      row.add(Value.of(cell.key().backend()));
      row.add(Value.of(cell.key().device().toString()));
      row.add(Value.of(ended(twins.of(cell))));
      twins
          .figures()
          .forEach(figure ->
              row.add(
                  twins
                      .spread(cell, figure)
                      .map(spread -> Value.of(range(figure, spread), spread.lowest()))
                      .orElse(Value.EMPTY)));
      rows.add(row);
    }
    return Optional.of(new Grid(headings, rows));
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
}
