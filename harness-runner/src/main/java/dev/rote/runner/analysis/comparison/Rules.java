package dev.rote.runner.analysis.comparison;

/**
 * When a difference is called one.
 *
 * @param leastChange a relative difference of speed that is smaller is never called one, however
 *     sure it is; greater than 0 and less than 1
 * @param level of all differences of a comparison that are called one, how many may be none (false
 *     discovery rate); greater than 0 and less than 1
 */
public record Rules(double leastChange, double level) {
  /** What holds where nobody says otherwise. */
  public static final Rules USUAL = new Rules(0.02, 0.05);

  public Rules {
    requireShare("leastChange", leastChange);
    requireShare("level", level);
  }

  private static void requireShare(String what, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is more than 0 and less than 1".formatted(what, value));
    }
  }

  /** Returns whether a ratio of speeds is so near to 1 that nobody minds. */
  boolean isSmall(double ratio) {
    return Math.abs(Math.log(ratio)) < Math.log1p(leastChange);
  }
}
