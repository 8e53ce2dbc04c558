package dev.rote.runner.analysis.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is left of p-values when there are many. Of a hundred comparisons without any difference
 * five have p below 0.05; adjusted p-values are to be held against the same 0.05 whatever their
 * number.
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * Adjusts p-values for the rate of false discoveries (Benjamini and Hochberg 1995): of all
   * findings whose adjusted p-value is q or less, a share of q at most is expected to be none, if
   * the comparisons are independent or depend on each other positively.
   *
   * @param p {@code [n]}, each from 0 to 1; there may be none
   * @return {@code [n]}, in the same order, never below the p-value itself
   * @throws IllegalArgumentException if one is no probability
   */
  public static double[] benjaminiHochberg(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      smallest = Math.min(smallest, p[order[i]] * ((double) p.length / (i + 1)));
      adjusted[order[i]] = smallest;
    }
    return adjusted;
  }

  /**
   * Adjusts p-values for the probability of a single false finding (Holm 1979): that any of those
   * whose adjusted p-value is q or less is none has a probability of q at most, however the
   * comparisons depend on each other. Never less sharp than Bonferroni's division.
   *
   * @param p {@code [n]}, each from 0 to 1; there may be none
   * @return {@code [n]}, in the same order, never below the p-value itself
   * @throws IllegalArgumentException if one is no probability
   */
  public static double[] holm(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, p[order[i]] * (p.length - i)));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] >= 0 && p[i] <= 1)) {
        throw new IllegalArgumentException("p[" + i + "] is " + p[i] + ", allowed is 0 to 1");
      }
    }
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
