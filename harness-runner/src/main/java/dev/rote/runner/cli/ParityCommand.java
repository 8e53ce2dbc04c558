package dev.rote.runner.cli;

import dev.rote.runner.report.Progress;
import dev.rote.runner.report.Style;
import dev.rote.runner.report.Table;
import dev.rote.runner.report.Table.Cell;
import dev.rote.runner.report.Table.Column;
import dev.rote.runner.report.Terminal;
import dev.rote.runner.result.ParityRecord;
import dev.rote.runner.run.ParitySession;
import dev.rote.runner.run.ParitySession.Finding;
import dev.rote.runner.run.RunOptions;
import dev.rote.runner.run.Targets;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.worker.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    footer = {"", "Exit code 1 if a row is beyond its tolerance."})
final class ParityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE", arity = "1..*", description = "YAML files.")
  private List<Path> suites = List.of();

  @Mixin private TargetOptions targetOptions;

  @Mixin private OverrideOptions overrides;

  @Override
  public Integer call() throws IOException {
    List<SuiteSelection> selections = SuiteSelection.read(suites, overrides.overrides());
    selections.forEach(selection -> selection.requireData(targetOptions.data()));
    Targets targets = targetOptions.choose();
    int exitCode = ExitCode.OK;
    for (SuiteSelection selection : selections) {
      exitCode = Math.max(exitCode, check(selection, targets));
    }
    return exitCode;
  }

  private int check(SuiteSelection selection, Targets targets) throws IOException {
    Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
    Path logs = Files.createTempDirectory("rote-parity");
    Suite suite = selection.suite();
    RunOptions options =
        new RunOptions(
            suite,
            selection.experiments(),
            targetOptions.threads(),
            targetOptions.data(),
            logs,
            Optional.empty(),
            List.of());
    Progress progress =
        new Progress(spec.commandLine().getErr(), terminal, ParitySession.tasks(options, targets));
    targets.notes().forEach(progress::note);
    List<Finding> findings = new ParitySession(options, targets, progress).run();
    PrintWriter out = spec.commandLine().getOut();
    lines(suite, findings, terminal).forEach(out::println);
    boolean failed = findings.stream().anyMatch(ParityCommand::failed);
    if (failed) {
      out.println("The logs of the processes are in " + logs.resolve("logs"));
    }
    out.flush();
    if (findings.stream().anyMatch(ParityCommand::beyond)) {
      return ExitCode.MISMATCH;
    }
    return failed ? ExitCode.FAILED_CELL : ExitCode.OK;
  }

  private static List<String> lines(Suite suite, List<Finding> findings, Terminal terminal) {
    Table table =
        new Table(
            List.of(
                Column.text("experiment"),
                Column.text("backend"),
                Column.text("device"),
                Column.text("reference"),
                Column.number("steps"),
                Column.number("largest"),
                Column.number("tolerance"),
                Column.number("floor"),
                Column.text("verdict")));
    findings.forEach(finding -> table.add(row(finding)));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(Style.BOLD.apply(suite.name() + ": parity of the loss", terminal.colourOut()));
    lines.add("");
    lines.addAll(table.lines(terminal.columns(), terminal.colourOut()));
    findings.stream().flatMap(finding -> finding.reason().stream()).distinct().forEach(lines::add);
    return lines;
  }

  private static List<Cell> row(Finding finding) {
    Optional<ParityRecord> parity = finding.parity();
    return List.of(
        Cell.of(finding.experiment().id()),
        Cell.of(finding.backend()),
        Cell.of(finding.device().toString()),
        Cell.of(parity.map(ParityRecord::reference).orElse("-")),
        Cell.of(parity.map(each -> String.valueOf(each.steps())).orElse("-")),
        Cell.of(number(parity.map(ParityRecord::largest))),
        Cell.of(number(parity.map(ParityRecord::tolerance))),
        Cell.of(number(parity.map(ParityRecord::floor))),
        verdict(finding));
  }

  private static String number(Optional<Double> value) {
    return value.map(each -> String.format(Locale.ROOT, "%.1e", each)).orElse("-");
  }

  private static Cell verdict(Finding finding) {
    if (finding.parity().isEmpty()) {
      return new Cell(
          finding.outcome() == Outcome.REACHED ? "no reference" : finding.outcome().id(),
          Style.YELLOW);
    }
    return finding.parity().get().within()
        ? new Cell("same", Style.GREEN)
        : new Cell("NOT THE SAME EXPERIMENT", Style.RED);
  }

  private static boolean beyond(Finding finding) {
    return finding.parity().filter(parity -> !parity.within()).isPresent();
  }

  private static boolean failed(Finding finding) {
    return switch (finding.outcome()) {
      case CRASHED, TIMED_OUT, UNAVAILABLE -> true;
      case REACHED, NOT_REACHED, DIVERGED, UNSUPPORTED -> false;
    };
  }
}
