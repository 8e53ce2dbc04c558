package dev.rote.runner.parity;

/** The one rule for numbers that may not be finite. */
final class RelativeDifference {
  private RelativeDifference() {}

  /**
   * Returns {@code |value - reference| / scale}; 0 if neither is finite, infinite if only one is.
   */
  static double of(double value, double reference, double scale) {
    if (!Double.isFinite(reference)) {
      return Double.isFinite(value) ? Double.POSITIVE_INFINITY : 0;
    }
    return Double.isFinite(value) ? Math.abs(value - reference) / scale : Double.POSITIVE_INFINITY;
  }
}
