package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How far a cell's trace is from that of a reference over the first steps.
 *
 * @param reference what it is compared with: the oracle's id, or another backend and device
 * @param steps how many steps were compared
 * @param largest largest relative difference of a step's loss
 * @param largestStep at which step it is, counted from 0
 * @param firstBeyond the first step beyond the tolerance, counted from 0
 * @param tolerance what was allowed at {@code firstBeyond}, or else at {@code largestStep}
 * @param floor largest relative difference of the reference from itself when it starts one float32
 *     ulp beside: what rounding alone does
 * @param within whether every step is within the tolerance, from these parameters or from beside
 * @param beside where the trace is beyond the tolerance, but not when both start beside the initial
 *     parameters: the largest relative difference then
 */
public record Parity(
    String reference,
    int steps,
    double largest,
    int largestStep,
    OptionalInt firstBeyond,
    double tolerance,
    double floor,
    boolean within,
    OptionalDouble beside) {
  public Parity {
    requireNonNull(reference, "reference is null");
    requireNonNull(firstBeyond, "firstBeyond is null");
    requireNonNull(beside, "beside is null");
  }

  /** Returns the largest relative difference of the start that counts. */
  public double counted() {
    return beside.orElse(largest);
  }

  /** Returns the finding for a reader. */
  public String sentence() {
    if (beside.isPresent()) {
      return String.format(
          Locale.ROOT,
          "at step %d a rectifier or max-pool decided otherwise by rounding alone (largest difference %.1e); started beside it agrees to %.1e",
          firstBeyond.orElse(largestStep),
          largest,
          beside.getAsDouble());
    }
    return firstBeyond.isPresent()
        ? String.format(
            Locale.ROOT,
            "from step %d on its loss is further from that of %s than %.1e (largest difference %.1e at step %d; rounding alone makes %.1e)",
            firstBeyond.getAsInt(),
            reference,
            tolerance,
            largest,
            largestStep,
            floor)
        : String.format(
            Locale.ROOT,
            "%.1e from %s over %d steps (rounding alone makes %.1e)",
            largest,
            reference,
            steps,
            floor);
  }
}
