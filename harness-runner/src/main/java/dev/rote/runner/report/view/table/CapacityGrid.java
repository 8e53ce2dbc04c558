package dev.rote.runner.report.view.table;

import dev.rote.runner.analysis.learning.Capacity;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.result.CellKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many bits of random labels a network memorizes. */
final class CapacityGrid {
  private static final List<Heading> HEADINGS =
      List.of(
          Heading.text("model"),
          Heading.text("backend"),
          Heading.text("device"),
          Heading.number("seed"),
          Heading.number("random\nlabels"),
          Heading.number("memorized\nbits"),
          Heading.number("bits per\nparameter"));

  private CapacityGrid() {}

  /** Returns the table, or empty if no number of random labels grows. */
  static Optional<Grid> of(Source source) {
    List<List<Value>> rows = new ArrayList<>();
    for (Capacity capacity : Capacity.of(source.run(), source.suite().experiments())) {
      CellKey key = capacity.cell().key();
      for (Capacity.Point point : capacity.points()) {
        rows.add(
            List.of(
                Value.of(key.model()),
                Value.of(key.backend()),
                Value.of(key.device().toString()),
                Value.of(String.valueOf(key.seed()), key.seed()),
                Value.of(Texts.whole(point.examples()), point.examples()),
                Value.of(Texts.whole(point.bits()), point.bits()),
                Value.of(
                    String.format(Locale.ROOT, "%.2f", point.bitsPerParameter()),
                    point.bitsPerParameter())));
      }
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Grid(HEADINGS, rows));
  }
}
