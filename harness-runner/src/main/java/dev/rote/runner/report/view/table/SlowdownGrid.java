package dev.rote.runner.report.view.table;

import dev.rote.runner.analysis.learning.Slowdown;
import dev.rote.runner.analysis.statistics.GeometricMean;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.suite.PaperFigure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many times as long corrupted labels and pictures take to zero as true ones. */
final class SlowdownGrid {
  private static final List<Heading> HEADINGS =
      List.of(
          Heading.text("experiment"),
          Heading.text("backend"),
          Heading.text("device"),
          Heading.number("seeds"),
          Heading.number("times the\nepochs, steps"),
          Heading.number("times the\nseconds"),
          Heading.number("published"));

  private SlowdownGrid() {}

  /** Returns the table, or empty if nothing is corrupted that was trained as it is, too. */
  static Optional<Grid> of(Source source) {
    List<Slowdown> rows = Slowdown.of(source.run(), source.suite().experiments());
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Grid(HEADINGS, rows.stream().map(row -> row(source, row)).toList()));
  }

  private static List<Value> row(Source source, Slowdown row) {
    return List.of(
        Value.of(row.corrupted().key().model() + "/" + row.corrupted().key().name()),
        Value.of(row.corrupted().key().backend()),
        Value.of(row.corrupted().key().device().toString()),
        Value.of(
            row.reached() == row.seeds()
                ? String.valueOf(row.seeds())
                : "%d of %d".formatted(row.reached(), row.seeds()),
            row.seeds()),
        times(row.steps()),
        times(row.seconds()),
        source
            .suite()
            .paper(row.corrupted().key())
            .flatMap(PaperFigure::slowdown)
            .map(published ->
                Value.of(
                    published.least() == published.most()
                        ? format("%.2f", published.least())
                        : format("%.1f to %.1f", published.least(), published.most()),
                    published.least()))
            .orElse(Value.EMPTY));
  }

  private static Value times(Optional<GeometricMean> mean) {
    return mean.map(present ->
            Value.of(
                format("%.2f", present.value())
                    + present
                        .interval()
                        .map(interval -> format(" (%.2f-%.2f)", interval.low(), interval.high()))
                        .orElse(""),
                present.value()))
        .orElse(Value.EMPTY);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
