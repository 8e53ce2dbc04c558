package dev.rote.runner.cli;

import dev.rote.runner.cell.PeakRunner;
import dev.rote.runner.cli.options.OverrideOptions;
import dev.rote.runner.cli.options.SuiteSelection;
import dev.rote.runner.cli.options.SuiteSource;
import dev.rote.runner.cli.output.RunEstimate;
import dev.rote.runner.cli.output.SuiteDescription;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.runner.suite.SuiteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

  private final PeakSource peakSource;
  private Optional<OptionalDouble> peak = Optional.empty();

  /** Where the peak of the processor comes from. */
  @FunctionalInterface
  interface PeakSource {
    /** Returns FLOP/s, or empty if it could not be measured. */
    OptionalDouble measure() throws IOException;
  }

  /** Created by picocli. */
  public DescribeCommand() {
    this(DescribeCommand::measured);
  }

  DescribeCommand(PeakSource peakSource) {
    this.peakSource = peakSource;
  }

  /** In a process of its own: this one compiles little, to begin soon. */
  private static OptionalDouble measured() throws IOException {
    Path log = Files.createTempFile("rote-peak", ".log");
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      return PeakRunner.run(new LocalProcesses(), threads, log).flopsPerSecond();
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** Measures once for all suites, a second or two. */
  private Optional<RunEstimate> estimate(SuiteSelection selection) throws IOException {
    if (peak.isEmpty()) {
      peak = Optional.of(peakSource.measure());
    }
    OptionalDouble measured = peak.get();
    return measured.isPresent()
        ? Optional.of(
            RunEstimate.of(selection.suite(), selection.experiments(), measured.getAsDouble()))
        : Optional.empty();
  }

  /** Prints every suite, and an error for each that is wrong; returns the exit code. */
  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    // What is of this machine at this moment, and not of the suites, goes here.
    PrintWriter err = command.commandLine().getErr();
    int exitCode = 0;
    String separator = "";
    for (SuiteSource source : SuiteSource.all(suites)) {
      try {
        SuiteSelection selection = SuiteSelection.read(source, options.overrides());
        out.print(separator + describe(selection));
        out.flush();
        estimate(selection)
            .ifPresent(
                estimate -> err.print("\n" + SuiteDescription.wrapped("", estimate.sentence())));
        err.flush();
        separator = "\n" + "-".repeat(SuiteDescription.COLUMNS) + "\n\n";
      } catch (SuiteException e) {
        err.println(e.getMessage());
        exitCode = 2;
      }
    }
    return exitCode;
  }

  private String describe(SuiteSelection selection) {
    return new SuiteDescription(
            selection.suite(), selection.file().profiles(), selection.experiments(), layers)
        .toString();
  }
}
