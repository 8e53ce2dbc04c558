package dev.rote.runner.cli;

import dev.rote.runner.data.set.DataException;
import dev.rote.runner.folder.FolderException;
import dev.rote.runner.history.HistoryException;
import dev.rote.runner.plugin.PlaceException;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.result.json.RunFileException;
import dev.rote.runner.run.UnavailableException;
import dev.rote.runner.run.UsageException;
import dev.rote.runner.suite.SuiteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns whatever ends a command into its one sentence and the right exit code: the same mistake is
 * the same in every command. What nobody foresaw keeps its stack trace. None is {@link
 * ExitCode#MISMATCH}.
 */
final class UserErrors implements IExecutionExceptionHandler {
  /** A recursion without end fills a terminal with the same few lines. */
  private static final int MOST_FRAMES = 40;

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    return tell(exception, commandLine.getErr());
  }

  /** Says what has happened, and returns the exit code. */
  static int tell(Throwable thrown, PrintWriter err) {
    return switch (unwrapped(thrown)) {
      // Begins with file:line:column, which editors and terminals make a link of.
      case SuiteException mistake -> say(err, mistake.getMessage(), ExitCode.USAGE);
      // The cells were asked for, and are unavailable.
      case DataException mistake -> say(err, "rote: " + mistake.getMessage(), ExitCode.FAILED);
      case UsageException mistake -> say(err, "rote: " + mistake.getMessage(), ExitCode.USAGE);
      case PlaceException mistake -> say(err, "rote: " + mistake.getMessage(), ExitCode.USAGE);
      case UnavailableException lack -> say(err, "rote: " + lack.getMessage(), ExitCode.FAILED);
      case RunFileException mistake -> say(err, "rote: " + mistake.getMessage(), ExitCode.USAGE);
      case HistoryException mistake ->
          say(
              err,
              "rote: " + mistake.getMessage(),
              mistake.getCause() instanceof IOException trouble && FileTrouble.liesInName(trouble)
                  ? ExitCode.USAGE
                  : ExitCode.FAILED);
      case FolderException mistake ->
          say(
              err,
              "rote: " + mistake.getMessage(),
              switch (mistake.fault()) {
                case USER -> ExitCode.USAGE;
                case MACHINE -> ExitCode.FAILED;
              });
      case InvalidPathException mistake ->
          say(
              err,
              "rote: '%s' cannot be the name of a file here: %s (in the encoding %s of the locale, which LC_ALL, LC_CTYPE or LANG set)"
                  .formatted(
                      mistake.getInput(),
                      mistake.getReason(),
                      System.getProperty("sun.jnu.encoding")),
              ExitCode.USAGE);
      case IOException failure ->
          say(err, "rote: the system is in the way: " + FileTrouble.of(failure), ExitCode.FAILED);
      case UncheckedIOException failure ->
          say(err, "rote: the system is in the way: " + failure.getMessage(), ExitCode.FAILED);
      case OutOfMemoryError lack -> say(err, outOfMemory(lack), ExitCode.FAILED);
      case LinkageError mixture ->
          fault(
              mixture,
              err,
              "rote: its own jars do not fit each other, as if they had been damaged, or replaced by a build while it ran: run it again, and delete the folder target of the checkout if that does not help");
      case Throwable fault ->
          fault(
              fault,
              err,
              "rote: this is a fault of Rote itself: please report it with the lines above");
    };
  }

  /** Returns what was thrown first, where others only carry it from thread to thread. */
  private static Throwable unwrapped(Throwable thrown) {
    boolean carries =
        switch (thrown) {
          // Unless it has something to say itself.
          case UncheckedIOException carrier ->
              String.valueOf(carrier.getCause()).equals(carrier.getMessage());
          case CompletionException carrier -> true;
          case ExecutionException carrier -> true;
          case CommandLine.ExecutionException carrier -> true;
          default -> false;
        };
    return carries && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
  }

  private static String outOfMemory(OutOfMemoryError lack) {
    String message = String.valueOf(lack.getMessage());
    return message.contains("thread")
        ? "rote: the system gives its process no more threads or memory (%s): look at 'ulimit -u' and 'ulimit -v', and at the limits of the container"
            .formatted(message)
        : "rote: the command line needs more than the %d MB of memory that it has (%s)"
            .formatted(Runtime.getRuntime().maxMemory() >> 20, message);
  }

  private static int fault(Throwable fault, PrintWriter err, String sentence) {
    StackTraceElement[] frames = fault.getStackTrace();
    fault.setStackTrace(Arrays.copyOf(frames, Math.min(MOST_FRAMES, frames.length)));
    fault.printStackTrace(err);
    return say(err, sentence, ExitCode.FAILED);
  }

  private static int say(PrintWriter err, String sentence, int exitCode) {
    err.println(sentence);
    err.flush();
    return exitCode;
  }
}
