package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * A threshold, and when a cell first met it.
 *
 * @param threshold what counts as zero
 * @param reached when, or empty if it did not
 */
public record Zero(@JsonUnwrapped Threshold threshold, Optional<Milestone> reached) {
  public Zero {
    requireNonNull(threshold, "threshold is null");
    requireNonNull(reached, "reached is null");
  }
}
