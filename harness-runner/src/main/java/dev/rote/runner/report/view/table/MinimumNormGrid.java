package dev.rote.runner.report.view.table;

import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ClosedForm;
import dev.rote.runner.result.MinimumNorm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How near training a linear model came to the solution of minimum norm, and what both of them know
 * of other examples (Zhang et al. 2016, section 5).
 */
final class MinimumNormGrid {
  private static final List<Heading> HEADINGS =
      List.of(
          Heading.text("experiment"),
          Heading.text("backend"),
          Heading.text("device"),
          Heading.number("norm"),
          Heading.number("minimum\nnorm"),
          Heading.number("distance,\nrelative"),
          Heading.number("outside of\nthe span"),
          Heading.number("test\nacc"),
          Heading.number("of the\nsolution"));

  private MinimumNormGrid() {}

  /** Returns the table, or empty if no model was linear and began at 0. */
  static Optional<Grid> of(Source source) {
    List<List<Value>> rows = new ArrayList<>();
    for (CellResult cell : source.run().cells()) {
      cell.learning()
          .closedForm()
          .flatMap(ClosedForm::minimumNorm)
          .ifPresent(solution -> rows.add(row(cell, solution)));
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Grid(HEADINGS, rows));
  }

  private static List<Value> row(CellResult cell, MinimumNorm solution) {
    return List.of(
        Value.of(cell.key().experiment()),
        Value.of(cell.key().backend()),
        Value.of(cell.key().device().toString()),
        number("%.4f", solution.norm()),
        number("%.4f", solution.minimumNorm()),
        number("%.1e", solution.distance()),
        number("%.1e", solution.outsideSpan()),
        accuracy(cell.learning().testAccuracy()),
        accuracy(solution.testAccuracy()));
  }

  private static Value number(String format, double number) {
    return Value.of(String.format(Locale.ROOT, format, number), number);
  }

  private static Value accuracy(OptionalDouble share) {
    return share.isPresent()
        ? Value.of(Texts.percent(share.getAsDouble()), share.getAsDouble())
        : Value.EMPTY;
  }
}
