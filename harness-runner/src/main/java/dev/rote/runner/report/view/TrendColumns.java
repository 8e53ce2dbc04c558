package dev.rote.runner.report.view;

import dev.rote.runner.analysis.trend.Level;
import dev.rote.runner.analysis.trend.TrendPoint;
import dev.rote.runner.analysis.trend.TrendSeries;
import dev.rote.runner.history.Decision;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The columns of a table with a row for each series. */
final class TrendColumns {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int BARS_SHOWN = 16;

  /** Less than this share of the highest is drawn flat: noise is not to look like mountains. */
  private static final double LEAST_RANGE = 0.1;

  private record Column(Grid.Heading heading, Function<TrendSeries, Value> value) {}

  private final List<Column> columns;

  private TrendColumns(List<Column> columns) {
    this.columns = columns;
  }

  static TrendColumns all(NightNames names, Instant last) {
    return new TrendColumns(
        List.of(
            text("row", series -> Value.of(series.row().what())),
            text("on", series -> Value.of(series.row().target())),
            text("of", series -> Value.of(series.measure().id())),
            number("nights", series -> Value.of(String.valueOf(series.points().size()))),
            number("last", series -> last(series, last)),
            number("level", TrendColumns::level),
            text("since", series -> since(series, names)),
            number("change", TrendColumns::change),
            text("decided", series -> decided(series, names)),
            text("last nights", TrendColumns::bars)));
  }

  static TrendColumns few(NightNames names) {
    return new TrendColumns(
        List.of(
            text("row", series -> Value.of(series.row().what())),
            text("on", series -> Value.of(series.row().target())),
            text("of", series -> Value.of(series.measure().id())),
            number("level", TrendColumns::level),
            text("since", series -> since(series, names)),
            number("change", TrendColumns::change)));
  }

  private static Column text(String heading, Function<TrendSeries, Value> value) {
    return new Column(Grid.Heading.text(heading), value);
  }

  private static Column number(String heading, Function<TrendSeries, Value> value) {
    return new Column(Grid.Heading.number(heading), value);
  }

  Grid grid(List<TrendSeries> series) {
    return new Grid(
        columns.stream().map(Column::heading).toList(),
        series.stream()
            .map(each -> columns.stream().map(column -> column.value().apply(each)).toList())
            .toList());
  }

  /** What the last night did not measure has no value of that night. */
  private static Value last(TrendSeries series, Instant night) {
    TrendPoint point = series.points().getLast();
    if (!point.night().equals(night)) {
      return Value.EMPTY;
    }
    double mean = point.mean();
    return Value.of(TrendView.number(series.measure(), mean), mean);
  }

  private static Value level(TrendSeries series) {
    double median = series.levels().getLast().median();
    return Value.of(TrendView.number(series.measure(), median), median);
  }

  private static Value since(TrendSeries series, NightNames names) {
    return series.levels().size() > 1
        ? Value.of(names.of(series.levels().getLast().from()))
        : Value.EMPTY;
  }

  private static Value change(TrendSeries series) {
    List<Level> levels = series.levels();
    return levels.size() > 1
        ? Value.of(
            TrendView.change(series.measure(), levels.get(levels.size() - 2), levels.getLast()))
        : Value.EMPTY;
  }

  private static Value decided(TrendSeries series, NightNames names) {
    return series.points().reversed().stream()
        .filter(point -> point.decision() != Decision.Kind.NONE)
        .findFirst()
        .map(point ->
            Value.of("%s %s".formatted(point.decision(), names.of(point.night())))
                .with(TrendView.tone(point.decision())))
        .orElse(Value.EMPTY);
  }

  private static Value bars(TrendSeries series) {
    List<TrendPoint> points = series.points();
    List<TrendPoint> shown = points.subList(Math.max(0, points.size() - BARS_SHOWN), points.size());
    double lowest = shown.stream().mapToDouble(TrendPoint::mean).min().orElseThrow();
    double highest = shown.stream().mapToDouble(TrendPoint::mean).max().orElseThrow();
    double range = Math.max(highest - lowest, LEAST_RANGE * highest);
    double from = (lowest + highest - range) / 2;
    StringBuilder bars = new StringBuilder();
    for (TrendPoint point : shown) {
      double share = range > 0 ? (point.mean() - from) / range : 0;
      bars.append(BARS.charAt((int) Math.min(BARS.length() - 1, share * BARS.length())));
    }
    return Value.of(bars.toString());
  }
}
