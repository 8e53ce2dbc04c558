package dev.rote.runner.nightly;

import dev.rote.runner.suite.Measuring;

/**
 * When a night calls a difference of speed one.
 *
 * @param leastChange a smaller relative difference is never called one; greater than 0, less than 1
 * @param find a slowdown that is to be found nine times in ten where it is there, which says how
 *     many rounds confirm; greater than {@code leastChange}, less than 1
 * @param falseAlarms of all suspects of nights that changed nothing, how many may be confirmed
 * @param screeningRounds of both builds in the night itself, at least
 * @param mostRounds that confirm, at most
 */
public record NightRules(
    double leastChange, double find, double falseAlarms, int screeningRounds, int mostRounds) {
  /** With fewer, no difference can be confirmed among many rows. */
  public static final int FEWEST_ROUNDS = 10;

  /** Of each cell that is trained again with both builds: so many can show a difference at 1%. */
  static final int TWINS = 5;

  /** What holds where nobody says otherwise. */
  public static final NightRules USUAL = new NightRules(0.02, 0.05, 0.01, 10, 80);

  public NightRules {
    requireShare("leastChange", leastChange);
    requireShare("find", find);
    requireShare("falseAlarms", falseAlarms);
    if (find <= leastChange) {
      throw new IllegalArgumentException(
          "find is %s, allowed is more than leastChange, which is %s".formatted(find, leastChange));
    }
    if (screeningRounds < FEWEST_ROUNDS || mostRounds < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(
          "there are %d and %d rounds, allowed are %d or more"
              .formatted(screeningRounds, mostRounds, FEWEST_ROUNDS));
    }
  }

  private static void requireShare(String what, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is more than 0 and less than 1".formatted(what, value));
    }
  }

  /** Returns how the first stage measures what a suite measures so. */
  Measuring screening(Measuring measure) {
    return measure.forks() == 0
        ? measure
        : measure.withForks(Math.max(measure.forks(), screeningRounds));
  }

  /**
   * Returns whether a ratio that the first stage has seen is to be confirmed: half of what counts,
   * because few rounds may show a slowdown smaller than it is.
   */
  boolean isSuspect(double ratio) {
    return Math.abs(Math.log(ratio)) >= Math.log1p(leastChange) / 2;
  }
}
