package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What of a history a trend is of.
 *
 * @param rows which rows, by their {@link TrendRow#cell}
 * @param nights how many nights, the last ones; all if empty
 * @param normalized whether steps that machine and suite made are divided out
 */
public record TrendChoice(Predicate<String> rows, OptionalInt nights, boolean normalized) {
  /** All that there is, as it was measured. */
  public static final TrendChoice ALL = new TrendChoice(row -> true, OptionalInt.empty(), false);

  public TrendChoice {
    requireNonNull(rows, "rows is null");
    requireNonNull(nights, "nights is null");
  }
}
