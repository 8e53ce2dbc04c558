package dev.rote.runner.wire;

import java.util.Map;

/** The exit codes of a worker, and what those of others mean. */
public final class ExitCode {
  /** The job is done, or its failure was reported over the channel. */
  public static final int DONE = 0;

  /** The parent is gone; nobody reads this. */
  public static final int PARENT_GONE = 70;

  private static final int SIGNALLED = 128;
  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          SIGINT,
          "SIGINT",
          4,
          "SIGILL: an instruction this processor does not have",
          6,
          "SIGABRT: the JVM or a native library gave up",
          7,
          "SIGBUS",
          8,
          "SIGFPE",
          9,
          "SIGKILL: perhaps the system was out of memory",
          11,
          "SIGSEGV: a native library touched memory that is not its own",
          SIGTERM,
          "SIGTERM");

  private ExitCode() {}

  /** Returns whether a signal ended it that is sent to a whole group of processes. */
  public static boolean mayBeOurs(int code) {
    return code == SIGNALLED + SIGHUP || code == SIGNALLED + SIGINT || code == SIGNALLED + SIGTERM;
  }

  /** Says what it means that a worker exited with this code and without a result. */
  public static String describe(int code) {
    if (code > SIGNALLED) {
      int signal = code - SIGNALLED;
      return "its process was ended by " + SIGNALS.getOrDefault(signal, "signal " + signal);
    }
    return "its process exited with code "
        + code
        + " before it had finished: the backend called exit or halt, or the JVM did not start";
  }
}
