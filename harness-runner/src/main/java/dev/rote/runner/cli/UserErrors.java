package dev.rote.runner.cli;

import dev.rote.runner.data.DataException;
import dev.rote.runner.run.UsageException;
import dev.rote.runner.suite.SuiteException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a user's mistake into its one sentence; anything else keeps its stack trace. */
final class UserErrors implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) throws Exception {
    return switch (exception) {
      case SuiteException mistake -> say(commandLine, mistake);
      case DataException mistake -> say(commandLine, mistake);
      case UsageException mistake -> say(commandLine, mistake);
      default -> throw exception;
    };
  }

  private static int say(CommandLine commandLine, Exception mistake) {
    commandLine.getErr().println("rote: " + mistake.getMessage());
    return ExitCode.USAGE;
  }
}
