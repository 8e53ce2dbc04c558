package dev.rote.runner.plugin;

/** Puts an exception and those that caused it into one line: the last one often says what to do. */
public final class Causes {
  private static final int MOST = 10;

  private Causes() {}

  /**
   * Returns {@code class: message}, and after it each cause that is not quoted in what is before
   * it.
   */
  public static String of(Throwable failure) {
    StringBuilder line = new StringBuilder(describe(failure));
    Throwable cause = failure.getCause();
    for (int i = 0; i < MOST && cause != null; i++) {
      String next = describe(cause);
      if (line.indexOf(next) < 0) {
        line.append(", caused by ").append(next);
      }
      cause = cause.getCause();
    }
    return line.toString().strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String describe(Throwable failure) {
    return failure.getMessage() == null
        ? failure.getClass().getName()
        : failure.getClass().getName() + ": " + failure.getMessage().strip();
  }
}
