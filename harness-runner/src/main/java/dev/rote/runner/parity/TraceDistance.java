package dev.rote.runner.parity;

import java.util.List;
import java.util.OptionalInt;

/**
 * How far a trace, the training loss of every step, is from a reference's.
 *
 * @param steps how many steps were compared, from the first on
 * @param largest the largest {@linkplain #relative relative difference} of a step; infinite if one
 *     of two losses is not finite and the other is
 * @param largestStep at which step it is, counted from 0; the first of them
 * @param firstBeyond the first step beyond the tolerance, counted from 0
 */
public record TraceDistance(int steps, double largest, int largestStep, OptionalInt firstBeyond) {
  /**
   * A difference is taken relative to the reference's loss, but to no less than this: the rounding
   * of the logits does not become smaller with the loss.
   */
  public static final double LEAST_LOSS = 0.1;

  public TraceDistance {
    if (steps < 1 || largestStep < 0 || largestStep >= steps) {
      throw new IllegalArgumentException(
          "step " + largestStep + " is not one of " + steps + " steps");
    }
  }

  /**
   * Compares the steps that both traces and the tolerance have.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static TraceDistance of(
      List<? extends Number> trace, List<? extends Number> reference, ParityTolerance tolerance) {
    int steps = Math.min(Math.min(trace.size(), reference.size()), tolerance.steps());
    if (steps == 0) {
      throw new IllegalArgumentException("there is no step to compare");
    }
    double largest = -1;
    int largestStep = 0;
    OptionalInt firstBeyond = OptionalInt.empty();
    for (int step = 0; step < steps; step++) {
      double difference =
          relative(trace.get(step).doubleValue(), reference.get(step).doubleValue());
      if (difference > largest) {
        largest = difference;
        largestStep = step;
      }
      if (firstBeyond.isEmpty() && difference > tolerance.at(step)) {
        firstBeyond = OptionalInt.of(step);
      }
    }
    return new TraceDistance(steps, largest, largestStep, firstBeyond);
  }

  /** Returns whether every step compared is within the tolerance. */
  public boolean within() {
    return firstBeyond.isEmpty();
  }

  /**
   * Returns the difference of two losses relative to the reference's, or to {@link #LEAST_LOSS} if
   * that is larger. Losses that are both not finite agree: both have diverged.
   */
  public static double relative(double loss, double reference) {
    return RelativeDifference.of(loss, reference, Math.max(Math.abs(reference), LEAST_LOSS));
  }
}
