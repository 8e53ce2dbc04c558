package dev.rote.runner.cli;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.cli.options.OutputOptions;
import dev.rote.runner.cli.options.OverrideOptions;
import dev.rote.runner.cli.options.SuiteSelection;
import dev.rote.runner.cli.options.SuiteSource;
import dev.rote.runner.cli.options.TargetOptions;
import dev.rote.runner.cli.output.Browser;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.cli.output.StepSummary;
import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.folder.RunFolder;
import dev.rote.runner.plan.Overrides;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.report.text.RunReport;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.run.Run;
import dev.rote.runner.run.RunOrder;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rote run}. */
@Command(
    name = "run",
    description = "Runs suites and shows backends and devices side by side.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Results go to results/<time>-<suite>, piece by piece: whatever ends a run, nothing that was "
          + "measured is lost, and --resume does what is missing.",
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE",
      arity = "0..*",
      description = "YAML files; - is the standard input.")
  private List<Path> suites = List.of();

  @Mixin private TargetOptions targetOptions;
  @Mixin private OverrideOptions overrideOptions;
  @Mixin private OutputOptions outputs;
  @Mixin private StepSummary summary;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run in this folder: do exactly what is missing. Refused if the suite, the "
              + "data, the backends' jars or the settings are not those of its plan.")
  private Optional<Path> resume = Optional.empty();

  @Option(
      names = "--open",
      description = "Open the report, report.html in the run's folder, in a browser at the end.")
  private boolean open;

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    requireSense();
    if (resume.isPresent()) {
      return resume(resume.get());
    }
    Overrides overrides = overrideOptions.overrides();
    List<SuiteSelection> selections = SuiteSelection.read(suites, overrides);
    selections.forEach(selection -> selection.requireData(targetOptions.data()));
    if (!dryRun) {
      summary.require(spec.commandLine().getErr());
      outputs.require(selections);
      Outputs.requireTemporaryFolder();
    }
    Targets targets = targetOptions.choose();
    int exitCode = ExitCode.OK;
    for (SuiteSelection selection : selections) {
      RunOrder order = order(selection, targets);
      exitCode = ExitCode.worse(exitCode, dryRun ? show(order.plan()) : begin(selection, order));
    }
    return exitCode;
  }

  private void requireSense() {
    if (suites.isEmpty() && resume.isEmpty()) {
      throw new UsageException(
          "no suite is named: start with 'rote run suites/quickstart.yaml', or go on with a run by --resume DIR");
    }
    outputs.requireOneJson(suites);
    if (resume.isPresent()) {
      if (suites.size() > 1) {
        throw new UsageException(
            "--resume %s is one run, but there are %d suites: name none, or the one that it is of"
                .formatted(resume.get(), suites.size()));
      }
      Stream.of(
              outputs.out().map(path -> "--out"),
              dryRun ? Optional.of("--dry-run") : Optional.<String>empty(),
              targetOptions.firstChoice(),
              overrideOptions.first())
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(option -> {
            throw new UsageException(
                "%s cannot be given with --resume: what runs is what the plan in %s says"
                    .formatted(option, resume.get()));
          });
    }
  }

  private RunOrder order(SuiteSelection selection, Targets targets) {
    return new RunOrder(
        Version.rote(),
        selection.suite(),
        selection.source().file(),
        overrideOptions.recorded(),
        selection.experiments(),
        targets,
        targetOptions.host(),
        System.getenv(),
        arguments());
  }

  private List<String> arguments() {
    return spec.commandLine().getParent().getParseResult().originalArgs();
  }

  private int begin(SuiteSelection selection, RunOrder order) throws IOException {
    try (Run run = Run.begin(order, outputs.folder(selection, suites.size() > 1))) {
      return work(run, order.targets().notes());
    }
  }

  private int show(RunPlan plan) {
    PrintWriter writer = spec.commandLine().getOut();
    plan.units(Unit.Converge.class).forEach(unit -> writer.println("train    " + unit.label()));
    for (ThroughputCell cell : plan.throughputCells()) {
      writer.println("measure  " + cell);
    }
    plan.units(Unit.Twin.class).forEach(unit -> writer.println("twin     " + unit.label()));
    writer.flush();
    return ExitCode.OK;
  }

  private int resume(Path folder) throws IOException {
    PlanFile plan = RunFolder.plan(folder);
    outputs.requireJson(Optional.of(folder));
    summary.require(spec.commandLine().getErr());
    Outputs.requireTemporaryFolder();
    RunOrder order =
        new Resumed(plan, suites.stream().findFirst().map(SuiteSource::new), targetOptions)
            .order(Version.rote(), arguments());
    try (Run run = Run.resume(order, folder)) {
      spec.commandLine()
          .getErr()
          .printf(
              "Resuming %s: %d units are done, %d are missing.%n",
              folder, run.done(), run.missing());
      return work(run, List.of());
    }
  }

  private int work(Run run, List<String> notes) throws IOException {
    Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
    RunPage page =
        new RunWork(targetOptions.discovery(), terminal, spec.commandLine().getErr())
            .work(run, notes);
    return ExitCode.worse(report(run.result(), run.folder().path(), terminal), show(page));
  }

  private int report(RunResult result, Path folder, Terminal terminal) throws IOException {
    PrintWriter writer = spec.commandLine().getOut();
    Report report = Report.of(result, folder);
    new RunReport(report).lines(terminal).forEach(writer::println);
    if (writer.checkError()) {
      spec.commandLine().getErr().println("The results are in " + folder);
    }
    outputs.writeJson(result);
    summary.append(report, spec.commandLine().getErr());
    return ExitCode.of(Judgement.of(result));
  }

  private int show(RunPage page) {
    Optional<String> failure = page.failure();
    if (failure.isPresent()) {
      spec.commandLine().getErr().println("rote: " + failure.get());
      return ExitCode.FAILED;
    }
    spec.commandLine().getOut().println("Report:  " + page.path());
    if (open) {
      Browser.ofThisMachine().show(page.path(), spec.commandLine().getErr());
    }
    return ExitCode.OK;
  }
}
