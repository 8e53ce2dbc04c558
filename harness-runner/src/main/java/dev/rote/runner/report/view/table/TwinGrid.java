package dev.rote.runner.report.view.table;

import dev.rote.runner.analysis.learning.Twins;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.TwinResult;
import java.util.ArrayList;
import java.util.List;
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
                      .map(spread -> Value.of(Texts.range(figure, spread), spread.lowest()))
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
}
