package dev.rote.runner.report.html;

import dev.rote.runner.analysis.trend.Annotation;
import dev.rote.runner.analysis.trend.Level;
import dev.rote.runner.analysis.trend.Measure;
import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendPoint;
import dev.rote.runner.analysis.trend.TrendSeries;
import dev.rote.runner.history.Decision;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What the script of a trend draws. Nights are named by their place, as a thousand of them in
 * hundreds of series would be most of the page.
 *
 * @param nights when each began
 * @param series those about which nights decided something first, the latest before
 */
record TrendData(List<Instant> nights, List<Line> series) {
  private static final int DIGITS = 6;

  /**
   * A series.
   *
   * @param nights of the points
   * @param means of the points
   * @param lows lower ends of their intervals; empty where no point has one
   * @param highs upper ends
   * @param decided what was not none
   */
  record Line(
      String what,
      String backend,
      String device,
      Measure measure,
      String unit,
      List<Integer> nights,
      List<Double> means,
      List<OptionalDouble> lows,
      List<OptionalDouble> highs,
      List<Decided> decided,
      List<Stretch> levels,
      List<Change> changes,
      List<Divided> steps) {}

  /** A decision that was not none, by the place of its point. */
  record Decided(int point, Decision.Kind kind) {}

  /** A level, from one night to another. */
  record Stretch(int from, int to, double median) {}

  /** What changed with a night. */
  record Change(int night, Annotation.Kind kind, String text) {}

  /** A step that was divided out. */
  record Divided(int night, double factor) {}

  static TrendData of(Trend trend) {
    Map<Instant, Integer> places = new HashMap<>();
    trend.nights().forEach(night -> places.put(night, places.size()));
    return new TrendData(
        trend.nights(),
        trend.series().stream()
            .sorted(Comparator.comparing(TrendData::lastDecided).reversed())
            .map(series -> line(series, places))
            .toList());
  }

  private static Instant lastDecided(TrendSeries series) {
    return series.points().reversed().stream()
        .filter(point -> point.decision() != Decision.Kind.NONE)
        .map(TrendPoint::night)
        .findFirst()
        .orElse(Instant.MIN);
  }

  private static Line line(TrendSeries series, Map<Instant, Integer> places) {
    List<TrendPoint> points = series.points();
    boolean intervals = points.stream().anyMatch(point -> point.low().isPresent());
    return new Line(
        series.row().what(),
        series.row().backend(),
        series.row().device().toString(),
        series.measure(),
        series.measure().unit(),
        points.stream().map(point -> places.get(point.night())).toList(),
        points.stream().map(point -> PageDataOf.rounded(point.mean(), DIGITS)).toList(),
        intervals ? points.stream().map(point -> rounded(point.low())).toList() : List.of(),
        intervals ? points.stream().map(point -> rounded(point.high())).toList() : List.of(),
        IntStream.range(0, points.size())
            .filter(i -> points.get(i).decision() != Decision.Kind.NONE)
            .mapToObj(i -> new Decided(i, points.get(i).decision()))
            .toList(),
        series.levels().stream().map(level -> stretch(level, places)).toList(),
        series.annotations().stream()
            .map(each ->
                new Change(placeFrom(each.night(), series, places), each.kind(), each.text()))
            .toList(),
        series.steps().stream()
            .map(each ->
                new Divided(places.get(each.night()), PageDataOf.rounded(each.factor(), DIGITS)))
            .toList());
  }

  /** A change may be accepted from a night on that has nothing of the row. */
  private static int placeFrom(Instant night, TrendSeries series, Map<Instant, Integer> places) {
    return series.points().stream()
        .map(TrendPoint::night)
        .filter(each -> !each.isBefore(night))
        .map(places::get)
        .findFirst()
        .orElseThrow();
  }

  private static Stretch stretch(Level level, Map<Instant, Integer> places) {
    return new Stretch(
        places.get(level.from()),
        places.get(level.to()),
        PageDataOf.rounded(level.median(), DIGITS));
  }

  private static OptionalDouble rounded(OptionalDouble value) {
    return value.isPresent()
        ? OptionalDouble.of(PageDataOf.rounded(value.getAsDouble(), DIGITS))
        : value;
  }
}
