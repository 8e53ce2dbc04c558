package dev.rote.testkit.scenario;

import java.util.List;

/** How far logits are from a reference's. */
public final class LogitsDistance {
  /** Below this magnitude of the largest logit, a difference is taken relative to it. */
  private static final double LEAST_MAGNITUDE = 0.1;

  private LogitsDistance() {}

  /**
   * Returns the largest difference, relative to the reference's largest magnitude; infinite if a
   * logit is not finite.
   */
  public static double of(List<Float> logits, List<Float> reference) {
    double scale = LEAST_MAGNITUDE;
    for (float value : reference) {
      scale = Math.max(scale, Math.abs(value));
    }
    double largest = 0;
    for (int i = 0; i < reference.size(); i++) {
      double difference = Math.abs((double) logits.get(i) - reference.get(i));
      largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return largest / scale;
  }
}
