package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A throughput.
 *
 * @param score mean of the forks' means, examples/s
 * @param error half width of the 95% interval computed from the forks' means, or empty with one
 *     fork, which says nothing about the next one
 * @param unit {@value #UNIT}
 * @param forks every iteration of every fork, examples/s
 */
public record Measurement(
    double score, OptionalDouble error, String unit, List<List<Double>> forks) {
  /** The unit of every score. */
  public static final String UNIT = "examples/s";

  public Measurement {
    requireNonNull(error, "error is null");
    requireNonNull(unit, "unit is null");
    forks = forks.stream().map(List::copyOf).toList();
  }
}
