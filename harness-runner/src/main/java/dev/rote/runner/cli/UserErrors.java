package dev.rote.runner.cli;

import dev.rote.runner.data.set.DataException;
import dev.rote.runner.folder.FolderException;
import dev.rote.runner.result.json.RunFileException;
import dev.rote.runner.run.UsageException;
import dev.rote.runner.suite.SuiteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns whatever ends a command into its one sentence and the right exit code: the same mistake is
 * the same in every command. What nobody foresaw keeps its stack trace, and is never the code that
 * means a regression.
 */
final class UserErrors implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    return switch (exception) {
      // Begins with file:line:column, which editors and terminals make a link of.
      case SuiteException mistake -> say(commandLine, mistake.getMessage(), ExitCode.USAGE);
      // The cells were asked for, and are unavailable.
      case DataException mistake ->
          say(commandLine, "rote: " + mistake.getMessage(), ExitCode.FAILED);
      case UsageException mistake ->
          say(commandLine, "rote: " + mistake.getMessage(), ExitCode.USAGE);
      case RunFileException mistake ->
          say(commandLine, "rote: " + mistake.getMessage(), ExitCode.USAGE);
      case FolderException mistake ->
          say(
              commandLine,
              "rote: " + mistake.getMessage(),
              switch (mistake.fault()) {
                case USER -> ExitCode.USAGE;
                case MACHINE -> ExitCode.FAILED;
              });
      case IOException failure -> say(commandLine, sentence(failure), ExitCode.FAILED);
      case UncheckedIOException failure -> say(commandLine, sentence(failure), ExitCode.FAILED);
      default -> {
        exception.printStackTrace(commandLine.getErr());
        yield say(
            commandLine,
            "rote: this is a fault of Rote itself: please report it with the lines above",
            ExitCode.FAILED);
      }
    };
  }

  /** The names of exceptions of files say what is wrong; their messages only which file. */
  private static String sentence(Exception failure) {
    Throwable cause = failure.getCause() instanceof IOException io ? io : failure;
    String what =
        cause instanceof FileSystemException
            ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
            : String.valueOf(failure.getMessage());
    return "rote: the system is in the way: " + what;
  }

  private static int say(CommandLine commandLine, String sentence, int exitCode) {
    commandLine.getErr().println(sentence);
    return exitCode;
  }
}
