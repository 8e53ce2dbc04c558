package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
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
 * @param telling how many of the first steps prove something: those where the tolerance is {@link
 *     #MOST_TELLING} at most
 * @param logits how far its predictions are; empty in older results, and where there are none
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
    int telling,
    Optional<Logits> logits,
    OptionalDouble beside) {
  /** Where rounding alone may make more than this, a wrong implementation may hide in it. */
  public static final double MOST_TELLING = 1e-2;

  /**
   * How far predictions are from those of the reference, relative to its largest logit.
   *
   * @param before with the initial parameters
   * @param toleranceBefore what was allowed there
   * @param after after the compared steps; empty if training ended before
   * @param toleranceAfter what was allowed there
   */
  public record Logits(
      double before, double toleranceBefore, OptionalDouble after, double toleranceAfter) {
    public Logits {
      requireNonNull(after, "after is null");
    }

    /** Returns whether both are within the tolerance. */
    public boolean within() {
      return before <= toleranceBefore && after.orElse(0) <= toleranceAfter;
    }

    /** Returns what was allowed of the larger difference. */
    public double toleranceOfLargest() {
      return after.orElse(0) > before ? toleranceAfter : toleranceBefore;
    }

    /** Returns the larger difference. */
    public double largest() {
      return Math.max(before, after.orElse(0));
    }

    private String sentence(String reference, int steps) {
      boolean atOnce = before > toleranceBefore;
      return String.format(
          Locale.ROOT,
          "%s its predictions are further from those of %s than %.1e (largest difference %.1e)",
          atOnce ? "before training" : "after " + steps + " steps",
          reference,
          atOnce ? toleranceBefore : toleranceAfter,
          atOnce ? before : after.orElse(0));
    }
  }

  public Parity {
    requireNonNull(reference, "reference is null");
    requireNonNull(logits, "logits is null");
    requireNonNull(firstBeyond, "firstBeyond is null");
    requireNonNull(beside, "beside is null");
  }

  /**
   * Returns whether it says something about training: a wrong gradient looks right at step 0, so
   * that the first step alone proves nothing.
   */
  public boolean tells() {
    return telling >= Math.min(2, steps);
  }

  /** Returns the largest relative difference of the start that counts. */
  public double counted() {
    return beside.orElse(largest);
  }

  /** Returns the finding for a reader. */
  public String sentence() {
    if (beside.isPresent() && firstBeyond.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "after %d steps its predictions differ by what a rectifier or max-pool decides otherwise by rounding alone (largest difference %.1e); started beside it agrees to %.1e",
          steps,
          logits.map(Logits::largest).orElse(largest),
          beside.getAsDouble());
    }
    if (beside.isPresent()) {
      return String.format(
          Locale.ROOT,
          "at step %d a rectifier or max-pool decided otherwise by rounding alone (largest difference %.1e); started beside it agrees to %.1e",
          firstBeyond.orElse(largestStep),
          largest,
          beside.getAsDouble());
    }
    if (firstBeyond.isEmpty() && logits.filter(each -> !each.within()).isPresent()) {
      return logits.get().sentence(reference, steps);
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
