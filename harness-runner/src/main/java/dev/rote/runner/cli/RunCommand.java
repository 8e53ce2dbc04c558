package dev.rote.runner.cli;

import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plugin.Problem;
import dev.rote.runner.report.Progress;
import dev.rote.runner.report.RunReport;
import dev.rote.runner.report.Terminal;
import dev.rote.runner.run.RunOptions;
import dev.rote.runner.run.RunResults;
import dev.rote.runner.run.RunSession;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.UsageException;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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
      "Results go to results/<time>-<suite>/run.json, cell by cell: an interrupted run keeps what it "
          + "has measured.",
    })
final class RunCommand implements Callable<Integer> {
  private static final DateTimeFormatter FOLDER_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE", arity = "1..*", description = "YAML files.")
  private List<Path> suites;

  @Mixin private TargetOptions targetOptions;

  @Mixin private OverrideOptions overrideOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results; with several suites, one in it for each.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write run.json to this file.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    requireSense();
    List<SuiteSelection> selections = SuiteSelection.read(suites, overrideOptions.overrides());
    selections.forEach(selection -> selection.requireData(targetOptions.data()));
    Targets targets = targetOptions.choose();
    int exitCode = ExitCode.OK;
    for (SuiteSelection selection : selections) {
      RunOptions options = options(selection);
      RunPlan plan =
          RunPlan.of(options.experiments(), options.suite().measure(), targets.targets());
      exitCode = Math.max(exitCode, dryRun ? show(plan) : run(options, targets, plan));
    }
    return exitCode;
  }

  private void requireSense() {
    if (json.isPresent() && suites.size() > 1) {
      throw new UsageException(
          "--json %s takes one suite, but there are %d: run them one by one, or use --out"
              .formatted(json.get(), suites.size()));
    }
  }

  private RunOptions options(SuiteSelection selection) throws IOException {
    return new RunOptions(
        selection.suite(),
        selection.experiments(),
        targetOptions.threads(),
        targetOptions.data(),
        folder(selection.suite()),
        json,
        spec.commandLine().getParent().getParseResult().originalArgs());
  }

  private Path folder(Suite suite) throws IOException {
    if (out.isPresent()) {
      Path folder = suites.size() > 1 ? out.get().resolve(suite.name()) : out.get();
      if (Files.exists(folder.resolve("run.json"))) {
        throw new UsageException(
            "--out %s already holds the results of a run: choose another folder or remove it"
                .formatted(folder));
      }
      return folder;
    }
    return Path.of("results", LocalDateTime.now().format(FOLDER_TIME) + "-" + suite.name());
  }

  private int show(RunPlan plan) {
    PrintWriter writer = spec.commandLine().getOut();
    for (Cell cell : plan.cells()) {
      writer.printf(
          "train    %s on %s %s%n", cell.experiment().id(), cell.backend(), cell.device());
    }
    plan.throughputCells()
        .forEach(cell ->
            writer.printf(
                "measure  %s, batch %d on %s %s%n",
                cell.model().name(), cell.batchSize(), cell.backend(), cell.device()));
    writer.flush();
    return ExitCode.OK;
  }

  private int run(RunOptions options, Targets targets, RunPlan plan) throws IOException {
    Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
    List<String> problems =
        Stream.concat(
                targetOptions.discovery().problems().stream().map(Problem::sentence),
                targets.notes().stream())
            .toList();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, terminal, RunSession.tasks(plan));
    problems.forEach(progress::note);
    RunResults results =
        new RunResults(options, targets, plan, Version.rote(), new ArrayList<>(problems));
    Thread farewell =
        new Thread(
            () -> progress.note("Interrupted: what was measured is in " + results.file().path()));
    Runtime.getRuntime().addShutdownHook(farewell);
    new RunSession(options, targets, plan, results, progress).run();
    Runtime.getRuntime().removeShutdownHook(farewell);
    RunReport report = new RunReport(results.record(), options.folder());
    PrintWriter writer = spec.commandLine().getOut();
    report.lines(terminal).forEach(writer::println);
    writer.flush();
    return exitCode(report);
  }

  private static int exitCode(RunReport report) {
    if (report.hasFailedCell()) {
      return ExitCode.FAILED_CELL;
    }
    return report.hasMismatch() ? ExitCode.MISMATCH : ExitCode.OK;
  }
}
