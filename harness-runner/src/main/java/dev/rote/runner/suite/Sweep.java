package dev.rote.runner.suite;

import java.util.List;

/**
 * One value, or the values of a list, each of which makes an experiment of its own.
 *
 * @param values one or more, in the suite's order
 * @param listed whether the suite has a list. Then the value becomes part of the experiment's name,
 *     even if there is only one: a value added later changes no name.
 */
public record Sweep<T>(List<T> values, boolean listed) {
  public Sweep {
    values = List.copyOf(values);
    if (values.isEmpty() || !listed && values.size() > 1) {
      throw new IllegalArgumentException(
          "a sweep has " + values.size() + " values, allowed is 1, or a list of 1 or more");
    }
  }

  /** Returns the one value, which does not become part of the name. */
  public static <T> Sweep<T> single(T value) {
    return new Sweep<>(List.of(value), false);
  }

  /** Returns a list of values. */
  public static <T> Sweep<T> of(List<T> values) {
    return new Sweep<>(values, true);
  }
}
