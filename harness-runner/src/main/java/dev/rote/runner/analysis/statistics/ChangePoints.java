package dev.rote.runner.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds where a series changed for good: a night after which a benchmark is slower, or faster, or
 * less steady.
 *
 * <p>The method is that of Haynes, Fearnhead and Eckley (2017), known as ED-PELT: the series is cut
 * into stretches so that the likelihood of their empirical distribution functions, taken at about 4
 * log n quantiles of the whole series, is largest after a penalty for every cut. Of its two rivals
 * in the field, E-divisive (Matteson and James 2014) tests each cut by a few hundred permutations,
 * each of which costs O(n^2), needs a stream of random numbers, and works on distances, so that one
 * night ten times as slow outweighs many. Here only the order of the values counts. Hence outliers
 * cost no more than any extreme value; logarithms and seconds give the same cuts; and the rate of
 * false alarms is the same for every distribution of noise without equal values, so that the
 * penalty could be set once, by drawing: {@code 5.5 log n} for 1 alarm in about 100 series without
 * a change (0.3% to 1.2% from 15 to 365 values). The customary 3 log n alarms in one of four.
 *
 * <p>The best cuts are found exactly, by dynamic programming over all pairs of places, in O(n^2 log
 * n) steps at most without any randomness. PELT's pruning saves time only where there are many
 * changes; instead, the cost of a place is asked for only where a lower bound of it may still be
 * the best, which needs few of them wherever the series changes. Stretches have {@value
 * #SHORTEST_STRETCH} values or more, so that a change is seen after {@value #SHORTEST_STRETCH}
 * nights at the earliest; then one of 3 standard deviations is seen with a probability of 95%, one
 * of 2 with 60%, after 10 nights with 88%.
 *
 * <p>What it cannot tell: values that depend on those of the night before look like changes; a slow
 * drift is reported as one or more steps; and a series that is looked at again every night has a
 * new chance of a false alarm each time.
 */
public final class ChangePoints {
  /** Fewer values than these are no stretch, whatever they are. */
  public static final int SHORTEST_STRETCH = 5;

  /** Times the logarithm of the number of values, is what a cut has to gain. */
  static final double PENALTY = 5.5;

  private static final double CONFIDENCE = 0.95;

  /** Differences of cost that rounding makes do not move a cut. */
  private static final double ROUNDING = 1e-9;

  private ChangePoints() {}

  /**
   * Returns where a series changed, in order.
   *
   * @param series {@code [n]}, in order of time; NaN where a value is missing, which is passed
   *     over. 1,000 values take well under a second, and time grows with the square
   * @return empty with fewer than {@code 2 * SHORTEST_STRETCH} values
   * @throws IllegalArgumentException if a value is infinite
   */
  public static List<ChangePoint> in(double[] series) {
    requireNoInfinity(series);
    int[] places =
        IntStream.range(0, series.length).filter(i -> !Double.isNaN(series[i])).toArray();
    double[] values = IntStream.of(places).mapToDouble(i -> series[i]).toArray();
    if (values.length < 2 * SHORTEST_STRETCH) {
      return List.of();
    }
    List<Integer> cuts = cuts(values, PENALTY * StrictMath.log(values.length));
    List<ChangePoint> changes = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      int from = i == 0 ? 0 : cuts.get(i - 1);
      int cut = cuts.get(i);
      int to = i == cuts.size() - 1 ? values.length : cuts.get(i + 1);
      changes.add(
          new ChangePoint(
              places[cut],
              RankShift.of(
                  Arrays.copyOfRange(values, from, cut),
                  Arrays.copyOfRange(values, cut, to),
                  CONFIDENCE)));
    }
    return List.copyOf(changes);
  }

  private static void requireNoInfinity(double[] series) {
    for (int i = 0; i < series.length; i++) {
      if (Double.isInfinite(series[i])) {
        throw new IllegalArgumentException(
            "series["
                + i
                + "] is "
                + series[i]
                + ", allowed are finite numbers, and NaN where one is missing");
      }
    }
  }

  /**
   * Returns the first value of every stretch but the first, so that cost and penalties are least.
   */
  static List<Integer> cuts(double[] values, double penalty) {
    StretchCost cost = new StretchCost(values);
    CostBounds bounds = new CostBounds(cost, values.length);
    double[] least = new double[values.length + 1];
    int[] begin = new int[values.length + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    least[0] = -penalty;
    for (int end = SHORTEST_STRETCH; end <= values.length; end++) {
      bounds.moveTo(end);
      double likely = least[begin[end - 1]] + bounds.cost(begin[end - 1]) + penalty + ROUNDING;
      for (int start = 0; start <= end - SHORTEST_STRETCH; start++) {
        double atLeast = least[start] + bounds.least(start) + penalty;
        if (atLeast < least[end] && atLeast <= likely) {
          double total = least[start] + bounds.cost(start) + penalty;
          if (total < least[end] - ROUNDING) {
            least[end] = total;
            begin[end] = start;
          }
        }
      }
    }
    LinkedList<Integer> cuts = new LinkedList<>();
    for (int end = begin[values.length]; end > 0; end = begin[end]) {
      cuts.addFirst(end);
    }
    return cuts;
  }
}
