package dev.rote.runner.analysis.statistics;

import static java.util.Objects.requireNonNull;

/**
 * Two one-sided tests of whether a mean difference lies within a margin around 0 (Schuirmann 1987):
 * that two things are the same is then shown, where no difference found would show nothing.
 *
 * @param mean the difference, with its interval at 1 - 2 * {@value #LEVEL}, within which both tests
 *     are decided
 * @param margin more than 0
 */
public record Equivalence(Mean mean, double margin) {
  /** Of each of the two tests. */
  public static final double LEVEL = 0.05;

  public Equivalence {
    requireNonNull(mean, "mean is null");
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin is " + margin + ", allowed is more than 0");
    }
  }

  /** What the tests say. */
  public enum Verdict {
    /** The difference is within the margin. */
    EQUIVALENT,
    /** It is beyond the margin. */
    DIFFERENT,
    /** So few values do not say which. */
    OPEN
  }

  /**
   * Tests paired differences.
   *
   * @param differences {@code [n]}, 1 or more, finite
   */
  public static Equivalence of(double[] differences, double margin) {
    return new Equivalence(Mean.of(differences, 1 - 2 * LEVEL), margin);
  }

  /** Returns what they say: open with fewer than {@value Mean#FEWEST_FOR_INTERVAL} differences. */
  public Verdict verdict() {
    return mean.interval()
        .map(interval -> {
          if (-margin < interval.low() && interval.high() < margin) {
            return Verdict.EQUIVALENT;
          }
          return interval.low() > margin || interval.high() < -margin
              ? Verdict.DIFFERENT
              : Verdict.OPEN;
        })
        .orElse(Verdict.OPEN);
  }
}
