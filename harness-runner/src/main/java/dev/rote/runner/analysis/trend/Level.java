package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.statistics.ChangePoint;
import dev.rote.runner.analysis.statistics.ChangePoints;
import dev.rote.runner.analysis.statistics.Median;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Nights in a row over which a series stayed as it was. Where one ends was seen in hindsight, over
 * all nights; that is to be drawn, and no alarm.
 *
 * @param from its first night
 * @param to its last
 * @param nights how many there are
 * @param median of their means
 */
public record Level(Instant from, Instant to, int nights, double median) {
  public Level {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }

  /** Returns the levels of a series of one point or more, the oldest first. */
  static List<Level> of(List<TrendPoint> points) {
    double[] means = points.stream().mapToDouble(TrendPoint::mean).toArray();
    List<Integer> begins = new ArrayList<>(List.of(0));
    if (Arrays.stream(means).distinct().limit(2).count() > 1) {
      // The order of the values counts alone: their logarithms change at the same places.
      ChangePoints.in(means).stream().map(ChangePoint::index).forEach(begins::add);
    }
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < begins.size(); i++) {
      int from = begins.get(i);
      int to = i == begins.size() - 1 ? means.length : begins.get(i + 1);
      levels.add(
          new Level(
              points.get(from).night(),
              points.get(to - 1).night(),
              to - from,
              Median.of(Arrays.copyOfRange(means, from, to))));
    }
    return List.copyOf(levels);
  }
}
