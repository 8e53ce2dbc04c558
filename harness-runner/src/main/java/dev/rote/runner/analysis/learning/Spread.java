package dev.rote.runner.analysis.learning;

import dev.rote.runner.result.CellKey;
import java.util.Collections;
import java.util.List;

/**
 * What a cell and its twins have of one figure: rounding alone made the difference.
 *
 * @param key which cell
 * @param values of the cell first, and then of its twins, as far as they came to an end
 */
public record Spread(CellKey key, List<Double> values) {
  public Spread {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there is no value, allowed is 1 or more");
    }
  }

  /** Returns the smallest value. */
  public double lowest() {
    return Collections.min(values);
  }

  /** Returns the largest value, infinite if a threshold was not met once. */
  public double highest() {
    return Collections.max(values);
  }

  /** Returns whether all values of one lie below all of the other. */
  boolean disjoint(Spread other) {
    return highest() < other.lowest() || other.highest() < lowest();
  }
}
