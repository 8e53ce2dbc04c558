package dev.rote.runner.analysis.statistics;

import java.util.function.DoublePredicate;
import org.apache.commons.math3.special.Beta;

/**
 * What a count says of a rate, such as the false alarms among nights without a change.
 *
 * @param successes how often it happened
 * @param trials how often it could have, 1 or more
 */
public record Proportion(int successes, int trials) {
  /** Halving [0, 1] so often leaves neighbouring doubles, small rates included. */
  private static final int MOST_HALVINGS = 1100;

  public Proportion {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "there are "
              + successes
              + " successes in "
              + trials
              + " trials, allowed is 1 trial or more and no more successes than trials");
    }
  }

  /** Returns the share of the trials in which it happened. */
  public double value() {
    return (double) successes / trials;
  }

  /**
   * Returns the exact interval of Clopper and Pearson (1934): all rates under which neither so many
   * successes or more, nor so many or fewer, would be rarer than half of 1 - confidence. It covers
   * the true rate at least as often as it says; it is not the shortest one that does.
   *
   * @param confidence such as 0.95
   */
  public Interval interval(double confidence) {
    Samples.requireProbability("confidence", confidence);
    double tail = (1 - confidence) / 2;
    int failures = trials - successes;
    double low =
        successes == 0
            ? 0
            : crossing(rate -> Beta.regularizedBeta(rate, successes, failures + 1.0) > tail);
    double high =
        failures == 0
            ? 1
            : crossing(rate -> Beta.regularizedBeta(1 - rate, failures, successes + 1.0) < tail);
    return new Interval(low, high, confidence);
  }

  /**
   * Returns how often a count at least as far from half of the trials would happen, on either side,
   * if it were as likely as not each time: the exact two-sided binomial test.
   */
  public double pOfEven() {
    int fewer = Math.min(successes, trials - successes);
    return Math.min(1, 2 * Beta.regularizedBeta(0.5, trials - (double) fewer, fewer + 1.0));
  }

  /** Returns where a condition begins to hold that does not at 0, does at 1, and changes once. */
  private static double crossing(DoublePredicate holds) {
    double without = 0;
    double with = 1;
    for (int i = 0; i < MOST_HALVINGS; i++) {
      double middle = (without + with) / 2;
      if (middle == without || middle == with) {
        break;
      }
      if (holds.test(middle)) {
        with = middle;
      } else {
        without = middle;
      }
    }
    return with;
  }
}
