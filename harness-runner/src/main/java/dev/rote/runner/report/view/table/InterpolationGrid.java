package dev.rote.runner.report.view.table;

import dev.rote.runner.plan.Experiment;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.report.view.Tone;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ClosedForm;
import dev.rote.runner.result.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether networks have all labels that were never trained (Zhang et al. 2016, theorem 1). */
final class InterpolationGrid {
  /** A label is right as long as the output is nearer to it than to the next one. */
  private static final double HALFWAY = 0.5;

  private static final List<Heading> HEADINGS =
      List.of(
          Heading.text("experiment"),
          Heading.text("backend"),
          Heading.text("device"),
          Heading.number("labels\nn"),
          Heading.number("dimensions\nd"),
          Heading.number("weights\n2n + d"),
          Heading.number("wrong\nlabels"),
          Heading.number("largest error,\nlabels 1 apart"));

  private InterpolationGrid() {}

  /** Returns the table, or empty if no network began as an interpolation. */
  static Optional<Grid> of(Source source) {
    List<List<Value>> rows = new ArrayList<>();
    for (CellResult cell : source.run().cells()) {
      Optional<Experiment> experiment =
          Optional.ofNullable(source.suite().experiments().get(cell.key().experiment()));
      OptionalDouble error =
          cell.learning()
              .closedForm()
              .map(ClosedForm::interpolationError)
              .orElse(OptionalDouble.empty());
      if (experiment.isPresent() && error.isPresent()) {
        cell.learning()
            .last()
            .ifPresent(last -> rows.add(row(cell, experiment.get(), last, error.getAsDouble())));
      }
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Grid(HEADINGS, rows));
  }

  private static List<Value> row(
      CellResult cell, Experiment experiment, EpochResult last, double error) {
    int labels = experiment.data().train();
    int dimensions = experiment.model().input().size();
    int wrong = last.train().wrong();
    return List.of(
        Value.of(cell.key().experiment()),
        Value.of(cell.key().backend()),
        Value.of(cell.key().device().toString()),
        Value.of(Texts.whole(labels), labels),
        Value.of(Texts.whole(dimensions), dimensions),
        Value.of(Texts.whole(2.0 * labels + dimensions), 2.0 * labels + dimensions),
        Value.of(Texts.whole(wrong), wrong).with(wrong == 0 ? Tone.GOOD : Tone.BAD),
        Value.of(String.format(Locale.ROOT, "%.4f", error), error)
            .with(error < HALFWAY ? Tone.GOOD : Tone.BAD));
  }
}
