package dev.rote.runner.analysis.statistics;

/**
 * The costs of all stretches that end at one place, and lower bounds of those that nobody has asked
 * for. Two parts of a stretch never cost more than the whole: what a stretch cost up to an earlier
 * end, and what is known of the rest, is a bound.
 */
final class CostBounds {
  private final StretchCost cost;
  private final int[] knownEnd;
  private final double[] known;
  private final double[] least;
  private int end;

  /** Knows nothing of a series of so many values. */
  CostBounds(StretchCost cost, int count) {
    this.cost = cost;
    this.knownEnd = new int[count + 1];
    this.known = new double[count + 1];
    this.least = new double[count + 1];
  }

  /** Goes on to stretches that end at a later place, exclusive. */
  void moveTo(int place) {
    end = place;
    for (int start = place - 1; start >= 0; start--) {
      least[start] = knownEnd[start] == 0 ? 0 : known[start] + least[knownEnd[start]];
    }
  }

  /** Returns what the stretch from a place on costs at least. */
  double least(int start) {
    return least[start];
  }

  /** Returns what it costs. */
  double cost(int start) {
    if (knownEnd[start] != end) {
      knownEnd[start] = end;
      known[start] = cost.of(start, end);
      least[start] = known[start];
    }
    return known[start];
  }
}
