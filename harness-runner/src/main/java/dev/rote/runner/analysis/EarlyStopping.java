package dev.rote.runner.analysis;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.Learning;
import java.util.Optional;

/**
 * What stopping a training after the epoch with the best test accuracy would have gained, after
 * figure 2 of Zhang et al. 2016. The test set itself chooses that epoch, so that the gain is never
 * below 0, and an upper bound: who stops by a validation set finds no better epoch.
 *
 * @param best the first epoch with the best test accuracy
 * @param last the last epoch that was evaluated
 */
public record EarlyStopping(EpochResult best, EpochResult last) {
  /** A gain of more standard errors than these is clear. */
  private static final int STANDARD_ERRORS = 2;

  public EarlyStopping {
    requireNonNull(best, "best is null");
    requireNonNull(last, "last is null");
    if (best.test().isEmpty() || last.test().isEmpty()) {
      throw new IllegalArgumentException("an epoch has no test accuracy");
    }
  }

  /** Returns what it would have been for a cell; empty without an epoch or a test set. */
  public static Optional<EarlyStopping> of(Learning learning) {
    return learning
        .best()
        .filter(best -> best.test().isPresent())
        .flatMap(best -> learning.last().map(last -> new EarlyStopping(best, last)));
  }

  /** Returns the best test accuracy less the last one, 0 to 1. */
  public double gain() {
    return test(best).accuracy() - test(last).accuracy();
  }

  /**
   * Returns whether the gain is more than two standard errors of the difference of two accuracies,
   * each over so many examples. The best of many epochs is above the last by chance alone.
   */
  public boolean isClear() {
    return gain() > STANDARD_ERRORS * Math.sqrt(variance(test(best)) + variance(test(last)));
  }

  private static double variance(Evaluation evaluation) {
    return evaluation.accuracy() * evaluation.error() / evaluation.count();
  }

  private static Evaluation test(EpochResult epoch) {
    return epoch.test().orElseThrow();
  }
}
