package dev.rote.runner.cli;

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

  private ExitCode() {}
}
