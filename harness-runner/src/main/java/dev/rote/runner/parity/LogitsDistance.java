package dev.rote.runner.parity;

import java.util.List;

/** How far logits are from a reference's. */
public final class LogitsDistance {
  /** A difference is taken relative to the largest logit, but to no less than this. */
  private static final double LEAST_MAGNITUDE = 0.1;

  private LogitsDistance() {}

  /**
   * Returns the largest difference, relative to the reference's largest magnitude; infinite if one
   * of two logits is not finite and the other is, or if there are not as many of them.
   */
  public static double of(List<Float> logits, List<Float> reference) {
    if (logits.size() != reference.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double scale = LEAST_MAGNITUDE;
    for (float value : reference) {
      scale = Math.max(scale, Float.isFinite(value) ? Math.abs(value) : 0);
    }
    double largest = 0;
    for (int i = 0; i < reference.size(); i++) {
      largest = Math.max(largest, RelativeDifference.of(logits.get(i), reference.get(i), scale));
    }
    return largest;
  }
}
