package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.statistics.Median;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * A step of a series that was divided out: as prices of a share are after a split, everything from
 * that night on is so many times as high, so that the nights beside the step agree.
 *
 * @param night the first after it
 * @param factor by which the points from there on were multiplied, on top of earlier steps
 */
public record Step(Instant night, double factor) {
  /** More would reach into what has changed for other reasons. */
  static final int MOST_NIGHTS = 5;

  public Step {
    requireNonNull(night, "night is null");
  }

  /**
   * Returns the steps of a series.
   *
   * @param points in order of time
   * @param places of the first points after the steps
   * @param borders of the first points after any change that is known, which are not looked across
   */
  static List<Step> of(
      List<TrendPoint> points, SortedSet<Integer> places, SortedSet<Integer> borders) {
    List<Step> steps = new ArrayList<>();
    for (int place : places) {
      int from = borders.headSet(place).stream().max(Comparator.naturalOrder()).orElse(0);
      int to =
          borders.tailSet(place + 1).stream().min(Comparator.naturalOrder()).orElse(points.size());
      double before = median(points, Math.max(from, place - MOST_NIGHTS), place);
      double after = median(points, place, Math.min(to, place + MOST_NIGHTS));
      steps.add(new Step(points.get(place).night(), before / after));
    }
    return List.copyOf(steps);
  }

  private static double median(List<TrendPoint> points, int from, int to) {
    return Median.of(IntStream.range(from, to).mapToDouble(i -> points.get(i).mean()).toArray());
  }

  /** Returns the points without the steps. */
  static List<TrendPoint> dividedOut(List<TrendPoint> points, List<Step> steps) {
    List<TrendPoint> scaled = new ArrayList<>(points.size());
    double factor = 1;
    int next = 0;
    for (TrendPoint point : points) {
      while (next < steps.size() && !steps.get(next).night().isAfter(point.night())) {
        factor *= steps.get(next++).factor();
      }
      scaled.add(factor == 1 ? point : point.times(factor));
    }
    return scaled;
  }
}
