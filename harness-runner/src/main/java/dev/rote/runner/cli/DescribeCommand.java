package dev.rote.runner.cli;

import dev.rote.runner.cli.output.SuiteDescription;
import dev.rote.runner.machine.MachinePeak;
import dev.rote.runner.suite.SuiteException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rote describe}: checks suites and prints what they would run, without running it. */
@Command(
    name = "describe",
    description = "Check suites and print their models and experiments.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every suite is valid", "2:a suite or an option is wrong"},
    mixinStandardHelpOptions = true)
public final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "SUITE",
      description = "YAML files; - is the standard input.")
  private List<Path> suites = List.of();

  @Mixin private OverrideOptions options = new OverrideOptions();

  @Option(names = "--layers", description = "Print every layer of the models.")
  private boolean layers;

  /** Created by picocli. */
  public DescribeCommand() {}

  /** Prints every suite, and an error for each that is wrong; returns the exit code. */
  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    int exitCode = 0;
    String separator = "";
    for (SuiteSource source : SuiteSource.all(suites)) {
      try {
        String description = describe(source);
        out.print(separator + description);
        out.flush();
        separator = "\n" + "-".repeat(SuiteDescription.COLUMNS) + "\n\n";
      } catch (SuiteException e) {
        command.commandLine().getErr().println(e.getMessage());
        exitCode = 2;
      }
    }
    return exitCode;
  }

  private String describe(SuiteSource source) throws InterruptedException {
    SuiteSelection selection = SuiteSelection.read(source, options.overrides());
    return new SuiteDescription(
            selection.suite(),
            selection.file().profiles(),
            selection.experiments(),
            layers,
            MachinePeak.known())
        .toString();
  }
}
