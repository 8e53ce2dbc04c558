package dev.rote.runner.suite;

/**
 * A suite, or what the command line asks of it, is wrong. The message is one sentence for the user:
 * where, what, and what is allowed. The command line prints it without a stack trace and exits with
 * 2.
 */
public final class SuiteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SuiteException(String message) {
    super(message);
  }
}
