package dev.rote.runner.cli;

import dev.rote.runner.cli.options.NightOptions;
import dev.rote.runner.cli.options.OutputOptions;
import dev.rote.runner.cli.options.OverrideOptions;
import dev.rote.runner.cli.options.Share;
import dev.rote.runner.cli.options.SuiteSelection;
import dev.rote.runner.cli.options.SuiteSource;
import dev.rote.runner.cli.options.TargetOptions;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.nightly.SelfTest;
import dev.rote.runner.nightly.Trial;
import dev.rote.runner.nightly.Worth;
import dev.rote.runner.report.text.SelfTestText;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rote selftest}. */
@Command(
    name = "selftest",
    description =
        "Says what the alarms of rote nightly are worth on this machine: how often they come where "
            + "a build takes turns with itself, and how often they find a slowdown that is made.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Every night of it takes as long as the rounds of one; nothing else should use the machine. "
          + "What the figures mean: docs/nightly.md.",
    })
final class SelftestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE", description = "YAML file; - is the standard input.")
  private Path suite;

  @Option(
      names = "--nights",
      paramLabel = "N",
      description = "Nights in which nothing changes (default: 20).")
  private int nights = 20;

  @Option(
      names = "--slowdowns",
      paramLabel = "SHARES",
      split = ",",
      converter = Share.class,
      description = "By how much speed is lowered, separated by commas (default: 5%%,10%%).")
  private List<Double> slowdowns = List.of(0.05, 0.1);

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Nights of each slowdown (default: 10).")
  private int trials = 10;

  @Mixin private NightOptions nightOptions;
  @Mixin private TargetOptions targetOptions;
  @Mixin private OverrideOptions overrideOptions;
  @Mixin private OutputOptions outputs;

  @Override
  public Integer call() throws IOException {
    if (nights < 0 || trials < 0 || nights + trials == 0) {
      throw new UsageException(
          "--nights is %d and --trials is %d, allowed is 0 or more each, and one of any"
              .formatted(nights, trials));
    }
    SuiteSelection selection =
        SuiteSelection.read(new SuiteSource(suite), overrideOptions.overrides());
    if (selection.suite().measure().forks() == 0) {
      throw new UsageException(
          "the suite %s measures no throughput, of which alone there is something to test: give it a measure"
              .formatted(selection.suite().name()));
    }
    selection.requireData(targetOptions.data());
    nightOptions.requireAlone().forEach(other -> spec.commandLine().getErr().println(other));
    Outputs.requireTemporaryFolder();
    Targets targets = targetOptions.choose();
    NightRuns runs =
        new NightRuns(
            selection,
            overrideOptions,
            targetOptions,
            targets,
            nightOptions.folder(outputs, selection),
            spec.commandLine());
    SelfTest test =
        new SelfTest(
            selection.suite(),
            selection.experiments(),
            targets.targets(),
            nightOptions.rules(),
            runs);
    List<Trial> done = new ArrayList<>();
    for (int night = 1; night <= nights; night++) {
      done.add(test.night(0, night));
      show(done);
    }
    for (int trial = 1; trial <= trials; trial++) {
      for (double slowdown : slowdowns) {
        done.add(test.night(slowdown, trial));
        show(done);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    new SelfTestText(Worth.of(done, nightOptions.rules()), nightOptions.rules())
        .lines(Terminal.detect(System.getProperties(), System.getenv()))
        .forEach(out::println);
    out.println("Runs:    " + runs.folder());
    out.flush();
    return ExitCode.OK;
  }

  /** Whoever ends it early has what was found until then. */
  private void show(List<Trial> done) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("%d of %d nights".formatted(done.size(), nights + trials * slowdowns.size()));
    new SelfTestText(Worth.of(done, nightOptions.rules()), nightOptions.rules())
        .lines(Terminal.NONE).stream()
            .skip(2)
            .filter(line -> !line.isEmpty())
            .forEach(line -> err.println("  " + line));
    err.flush();
  }
}
