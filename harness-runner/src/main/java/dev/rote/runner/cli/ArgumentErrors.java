package dev.rote.runner.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns wrong arguments into a sentence, a suggestion where there is one, and where to read more.
 */
final class ArgumentErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine commandLine = mistake.getCommandLine();
    commandLine.getErr().println("rote: " + mistake.getMessage());
    UnmatchedArgumentException.printSuggestions(mistake, commandLine.getErr());
    commandLine
        .getErr()
        .println("Try '%s --help'.".formatted(commandLine.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }
}
