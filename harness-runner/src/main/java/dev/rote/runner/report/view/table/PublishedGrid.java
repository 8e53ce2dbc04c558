package dev.rote.runner.report.view.table;

import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Row;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.suite.PaperFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What was published of experiments, and ours beside it. */
final class PublishedGrid {
  private static final List<Heading> HEADINGS =
      List.of(
          Heading.text("experiment"),
          Heading.text("backend"),
          Heading.text("device"),
          Heading.number("train\nacc"),
          Heading.number("published"),
          Heading.number("points\nfrom it"),
          Heading.number("test\nacc"),
          Heading.number("published"),
          Heading.number("points\nfrom it"),
          Heading.text("outcome"),
          Heading.text("where"));

  private PublishedGrid() {}

  /** Returns the table, or empty if nothing was published of what was run. */
  static Optional<Grid> of(Source source) {
    List<List<Value>> rows = new ArrayList<>();
    for (CellResult cell : source.run().cells()) {
      Row row = new Row(source, cell, Optional.empty());
      row.published()
          .filter(published -> isOfAnEnd(published.figure()))
          .ifPresent(published -> rows.add(row(row, published)));
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Grid(HEADINGS, rows));
  }

  /** A slowdown has a table of its own. */
  private static boolean isOfAnEnd(PaperFigure figure) {
    return !figure.converged()
        || figure.trainAccuracy().isPresent()
        || figure.testAccuracy().isPresent();
  }

  private static List<Value> row(Row row, Row.Published published) {
    PaperFigure figure = published.figure();
    return List.of(
        Value.of(row.key().experiment()),
        Value.of(row.key().backend()),
        Value.of(row.key().device().toString()),
        percent(published.trainAccuracy()),
        percent(figure.trainAccuracy()),
        distance(published.trainAccuracy(), figure.trainAccuracy()),
        percent(published.testAccuracy()),
        percent(figure.testAccuracy()),
        distance(published.testAccuracy(), figure.testAccuracy()),
        outcome(row.cell().outcome(), figure),
        Value.of(figure.where().strip()));
  }

  private static Value outcome(Outcome outcome, PaperFigure figure) {
    return Value.of(outcome.id() + (figure.converged() ? "" : "; published: did not converge"));
  }

  private static Value percent(OptionalDouble share) {
    return share.isPresent()
        ? Value.of(
            String.format(Locale.ROOT, "%.2f%%", 100 * share.getAsDouble()), share.getAsDouble())
        : Value.EMPTY;
  }

  private static Value distance(OptionalDouble ours, OptionalDouble published) {
    if (ours.isEmpty() || published.isEmpty()) {
      return Value.EMPTY;
    }
    double points = 100 * (ours.getAsDouble() - published.getAsDouble());
    return Value.of(String.format(Locale.ROOT, "%+.2f", points), points);
  }
}
