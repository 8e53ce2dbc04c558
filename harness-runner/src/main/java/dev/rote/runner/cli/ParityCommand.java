package dev.rote.runner.cli;

import dev.rote.runner.analysis.Findings;
import dev.rote.runner.cli.options.OverrideOptions;
import dev.rote.runner.cli.options.SuiteSelection;
import dev.rote.runner.cli.options.TargetOptions;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.report.text.ParityTable;
import dev.rote.runner.report.text.ParityTable.Row;
import dev.rote.runner.report.text.Progress;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.run.RunSession;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.WorkerVariables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rote parity}. */
@Command(
    name = "parity",
    description =
        "Trains the first steps of every experiment on every backend and device and compares the "
            + "losses with those of the float64 reference. Nothing else is run.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {"", "Exit code 1 if a row is beyond its tolerance, 3 if one could not be compared."})
final class ParityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE",
      arity = "1..*",
      description = "YAML files; - is the standard input.")
  private List<Path> suites = List.of();

  @Mixin private TargetOptions targetOptions;
  @Mixin private OverrideOptions overrides;

  @Override
  public Integer call() throws IOException {
    List<SuiteSelection> selections = SuiteSelection.read(suites, overrides.overrides());
    selections.forEach(selection -> selection.requireData(targetOptions.data()));
    Outputs.requireTemporaryFolder();
    Targets targets = targetOptions.choose();
    int exitCode = ExitCode.OK;
    for (SuiteSelection selection : selections) {
      exitCode = Math.max(exitCode, check(selection, targets));
    }
    return exitCode;
  }

  private int check(SuiteSelection selection, Targets targets) throws IOException {
    Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
    RunPlan plan = RunPlan.ofParity(selection.experiments(), targets.targets(), targets.oracle());
    Findings findings = new Findings(plan);
    Progress progress = new Progress(spec.commandLine().getErr(), terminal);
    targets.notes().forEach(progress::note);
    WorkerVariables.of(System.getenv(), targets.targets(), targetOptions.host().threads())
        .sentences()
        .forEach(progress::note);
    Path logs = TemporaryFolder.createFolder("rote-parity");
    new RunSession(findings, targetOptions.host(), unit -> log(logs, plan, unit), List.of(progress))
        .run();
    List<Row> rows = rows(findings);
    PrintWriter out = spec.commandLine().getOut();
    new ParityTable(selection.suite().name(), rows).lines(terminal).forEach(out::println);
    boolean failed = rows.stream().anyMatch(row -> row.ending().outcome().failed());
    if (failed) {
      out.println("The logs of the processes are in " + logs);
    } else {
      delete(logs);
    }
    out.flush();
    if (rows.stream().anyMatch(Row::beyond)) {
      return ExitCode.MISMATCH;
    }
    return failed || rows.stream().anyMatch(row -> row.parity().filter(Parity::tells).isEmpty())
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private static Path log(Path folder, RunPlan plan, Unit unit) {
    return folder.resolve(unit.kind() + "-" + plan.units().indexOf(unit) + ".log");
  }

  /** Nobody looks for the logs of what went well. */
  private static void delete(Path logs) throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(logs);
  }

  private static List<Row> rows(Findings findings) {
    List<Row> rows = new ArrayList<>();
    findings
        .all(Unit.FirstSteps.class, ReferenceTrace.class)
        .forEach((unit, trace) ->
            rows.add(new Row(unit.cell().key(), trace.ending(), findings.parity(unit.cell()))));
    return rows;
  }
}
