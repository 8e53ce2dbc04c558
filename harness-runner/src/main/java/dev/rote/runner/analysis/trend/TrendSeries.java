package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One measure of a row over the nights.
 *
 * @param row whose it is
 * @param measure of what
 * @param points one for each night that measured it, the oldest first; at least one
 * @param levels where it stayed as it was, the oldest first
 * @param steps that were divided out, none unless that was asked for
 * @param annotations what is known to have changed, the oldest first
 */
public record TrendSeries(
    TrendRow row,
    Measure measure,
    List<TrendPoint> points,
    List<Level> levels,
    List<Step> steps,
    List<Annotation> annotations) {
  public TrendSeries {
    requireNonNull(row, "row is null");
    requireNonNull(measure, "measure is null");
    points = List.copyOf(points);
    levels = List.copyOf(levels);
    steps = List.copyOf(steps);
    annotations = List.copyOf(annotations);
  }

  /** Returns {@code training of mlp-1x512, batch 128 on tensorflow cpu}. */
  @Override
  public String toString() {
    return measure + " of " + row;
  }
}
