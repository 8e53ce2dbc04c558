package dev.rote.runner.report.view.table;

import dev.rote.runner.analysis.learning.Figure;
import dev.rote.runner.analysis.learning.OverSeeds;
import dev.rote.runner.analysis.learning.OverSeeds.Summary;
import dev.rote.runner.analysis.statistics.Equivalence;
import dev.rote.runner.analysis.statistics.Mean;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.report.view.Tone;
import dev.rote.runner.report.view.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What several seeds come to, and whether that is the same on every backend and device. */
final class SeedGrid {
  private SeedGrid() {}

  /** Returns the table, or empty if no row has several seeds. */
  static Optional<Grid> of(Source source) {
    List<OverSeeds> rows = OverSeeds.of(source.run());
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Heading> headings =
        new ArrayList<>(
            List.of(
                Heading.text("experiment"),
                Heading.text("backend"),
                Heading.text("device"),
                Heading.number("seeds")));
    rows.getFirst()
        .figures()
        .keySet()
        .forEach(figure -> headings.add(Heading.number(Texts.header(figure))));
    headings.add(Heading.text("equivalent to\nthe first row"));
    return Optional.of(new Grid(headings, rows.stream().map(SeedGrid::row).toList()));
  }

  private static List<Value> row(OverSeeds row) {
    List<Value> values = new ArrayList<>();
    values.add(Value.of(row.first().key().model() + "/" + row.first().key().name()));
    values.add(Value.of(row.first().key().backend()));
    values.add(Value.of(row.first().key().device().toString()));
    values.add(Value.of(String.valueOf(row.seeds()), row.seeds()));
    row.figures()
        .forEach((figure, summary) ->
            values.add(
                summary
                    .mean()
                    .map(mean ->
                        Value.of(text(figure, mean) + missed(summary, row.seeds()), mean.value()))
                    .orElse(Value.EMPTY)));
    values.add(equivalence(row));
    return values;
  }

  private static String text(Figure figure, Mean mean) {
    boolean epochs = figure.threshold().isPresent();
    String value = epochs ? format("%.1f", mean.value()) : Texts.percent(mean.value());
    return mean.interval()
        .map(interval -> (interval.high() - interval.low()) / 2)
        .map(half -> value + " ±" + (epochs ? format("%.1f", half) : format("%.2f", 100 * half)))
        .orElse(value);
  }

  private static String missed(Summary summary, int seeds) {
    return summary.reached() < seeds ? format(" (%d of %d)", summary.reached(), seeds) : "";
  }

  private static Value equivalence(OverSeeds row) {
    List<String> different = new ArrayList<>();
    List<String> open = new ArrayList<>();
    boolean compared = false;
    for (Map.Entry<Figure, Summary> each : row.figures().entrySet()) {
      Optional<Equivalence> beside = each.getValue().beside();
      if (beside.isPresent()) {
        compared = true;
        switch (beside.get().verdict()) {
          case EQUIVALENT -> {}
          case DIFFERENT -> different.add(difference(each.getKey(), beside.get()));
          case OPEN -> open.add(difference(each.getKey(), beside.get()));
        }
      }
    }
    if (!compared) {
      return Value.EMPTY;
    }
    if (!different.isEmpty()) {
      return Value.of("no: " + String.join("; ", different)).with(Tone.CAUTION);
    }
    return open.isEmpty()
        ? Value.of("yes").with(Tone.GOOD)
        : Value.of("not shown: " + String.join("; ", open));
  }

  /** Returns {@code test accuracy +0.4 points (-0.9 to +1.7)}. */
  private static String difference(Figure figure, Equivalence equivalence) {
    boolean epochs = figure.threshold().isPresent();
    Mean mean = equivalence.mean();
    return figure.name()
        + " "
        + change(epochs, mean.value())
        + (epochs ? "%" : " points")
        + mean.interval()
            .map(interval ->
                " (%s to %s)"
                    .formatted(change(epochs, interval.low()), change(epochs, interval.high())))
            .orElse(" (of too few seeds)");
  }

  private static String change(boolean epochs, double difference) {
    return format("%+.1f", 100 * (epochs ? Math.expm1(difference) : difference));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
