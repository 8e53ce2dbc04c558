package dev.rote.runner.cli;

import dev.rote.runner.data.set.DataException;
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
      // Begins with file:line:column, which editors and terminals make a link of.
      case SuiteException mistake -> say(commandLine, mistake.getMessage(), ExitCode.USAGE);
      // A fault of the machine: what was asked for is right, but unavailable.
      case DataException mistake ->
          say(commandLine, "rote: " + mistake.getMessage(), ExitCode.FAILED_CELL);
      case UsageException mistake ->
          say(commandLine, "rote: " + mistake.getMessage(), ExitCode.USAGE);
      default -> throw exception;
    };
  }

  private static int say(CommandLine commandLine, String sentence, int exitCode) {
    commandLine.getErr().println(sentence);
    return exitCode;
  }
}
