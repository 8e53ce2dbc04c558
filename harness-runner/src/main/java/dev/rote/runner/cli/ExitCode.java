package dev.rote.runner.cli;

import dev.rote.runner.analysis.Judgement;

/** What the process tells a script. */
final class ExitCode {
  /** All fine. "Did not converge" is fine: it is a result. */
  static final int OK = 0;

  /** A regression, or rows that are not the same experiment. */
  static final int MISMATCH = 1;

  /** Wrong arguments, or a bad suite. */
  static final int USAGE = 2;

  /**
   * A requested cell crashed, timed out or was unavailable, data are missing or damaged, or
   * something else on this machine was in the way.
   */
  static final int FAILED = 3;

  /** A comparison that cannot be decided: too few forks, or runs that cannot be compared. */
  static final int INCONCLUSIVE = 4;

  private ExitCode() {}

  /**
   * Returns what a run comes to. That rows are not the same experiment is the graver finding: it
   * holds whatever else went wrong.
   */
  static int of(Judgement judgement) {
    if (judgement.mismatch()) {
      return MISMATCH;
    }
    return judgement.failed() || !judgement.unchecked().isEmpty() ? FAILED : OK;
  }

  /** Returns the graver of two: a mismatch, then a failure, then wrong use. */
  static int worse(int one, int other) {
    return one == MISMATCH || other == MISMATCH ? MISMATCH : Math.max(one, other);
  }
}
