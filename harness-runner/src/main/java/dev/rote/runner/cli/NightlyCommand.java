package dev.rote.runner.cli;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.cli.options.NightOptions;
import dev.rote.runner.cli.options.OutputOptions;
import dev.rote.runner.cli.options.OverrideOptions;
import dev.rote.runner.cli.options.SuiteSelection;
import dev.rote.runner.cli.options.SuiteSource;
import dev.rote.runner.cli.options.TargetOptions;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.cli.output.StepSummary;
import dev.rote.runner.history.AcceptedChange;
import dev.rote.runner.history.AcceptedChange.Cause;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.HistoryFolder;
import dev.rote.runner.history.Night;
import dev.rote.runner.nightly.Builds;
import dev.rote.runner.nightly.NightReport;
import dev.rote.runner.nightly.Nightly;
import dev.rote.runner.nightly.Reviews;
import dev.rote.runner.plan.Overrides;
import dev.rote.runner.report.text.NightText;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
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

/** {@code rote nightly}. */
@Command(
    name = "nightly",
    description =
        "Measures a suite and says whether anything has become worse since the last night that "
            + "stands: every backend whose build has changed takes turns with the build of that "
            + "night, and what differs is confirmed in rounds of its own before it alarms.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  nothing is worse (notes are no alarm)",
      "  1  something is slower, does not come to its end any more, or learns otherwise,",
      "     or rows are not the same experiment",
      "  2  wrong arguments, or a bad suite",
      "  3  a requested cell crashed, timed out or was unavailable, or another run measures here",
      "  4  with --gate: there is no night yet",
      "",
      "What an alarm means, and how to run it every night: docs/nightly.md.",
    })
final class NightlyCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1L << 20;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE", description = "YAML file; - is the standard input.")
  private Path suite;

  @Option(
      names = "--history",
      paramLabel = "DIR",
      required = true,
      description = "Where nights and the builds of backends are kept.")
  private Path history;

  @Option(
      names = "--builds-limit",
      paramLabel = "MB",
      description =
          "How much the builds may be that are kept in DIR/builds; the oldest go (default: 4096).")
  private long buildsLimit = 4096;

  @Option(
      names = "--gate",
      description =
          "Measure nothing: print the alarms that nobody has accepted, and fail if there are any.")
  private boolean gate;

  @Option(
      names = "--accept",
      paramLabel = "ROW",
      description =
          "Measure nothing: accept the alarms of the rows of that name, in which * stands for any "
              + "characters; needs --why and --kind.")
  private Optional<String> accept = Optional.empty();

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "With --accept: why the change is right, a sentence.")
  private Optional<String> why = Optional.empty();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "With --accept: what changed, ${COMPLETION-CANDIDATES}.")
  private Optional<Cause> kind = Optional.empty();

  @Mixin private NightOptions rules;
  @Mixin private TargetOptions targetOptions;
  @Mixin private OverrideOptions overrideOptions;
  @Mixin private OutputOptions outputs;
  @Mixin private StepSummary summary;

  @Override
  public Integer call() throws IOException {
    requireSense();
    Overrides overrides = overrideOptions.overrides();
    SuiteSelection selection = SuiteSelection.read(new SuiteSource(suite), overrides);
    if (gate) {
      return gate(selection.suite().name());
    }
    if (accept.isPresent()) {
      return accept(selection.suite().name());
    }
    return measure(selection);
  }

  private void requireSense() {
    if (gate && accept.isPresent()) {
      throw new UsageException(
          "--gate and --accept are two things: accept first, and ask the gate then");
    }
    if (accept.isPresent() && (why.isEmpty() || why.get().isBlank() || kind.isEmpty())) {
      throw new UsageException(
          "--accept needs a reason and what changed, as in --why \"float32 sums in another order\" --kind framework");
    }
    if (accept.isEmpty() && (why.isPresent() || kind.isPresent())) {
      throw new UsageException(
          "--why and --kind say why alarms are accepted: name them with --accept");
    }
    if (buildsLimit < 0) {
      throw new UsageException("--builds-limit is %d, allowed is 0 or more".formatted(buildsLimit));
    }
  }

  private Integer measure(SuiteSelection selection) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    selection.requireData(targetOptions.data());
    List<String> others = rules.requireAlone();
    summary.require(err);
    Outputs.requireFolder("the history", history, "");
    Outputs.requireTemporaryFolder();
    Targets targets = targetOptions.choose();
    requireUnnamed(targets);
    Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
    NightRuns runs =
        new NightRuns(
            selection,
            overrideOptions,
            targetOptions,
            targets,
            rules.folder(outputs, selection),
            spec.commandLine());
    NightReport night =
        new Nightly(
                history,
                new Builds(history.resolve("builds"), buildsLimit * MEBIBYTE),
                rules.rules(),
                runs)
            .night(selection.suite(), selection.experiments(), targets.targets(), others);
    List<String> lines = new NightText(night).lines(terminal);
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.println("Report:  " + runs.page("night"));
    out.flush();
    outputs.writeJson(night.run());
    summary.append(new NightText(night).lines(Terminal.NONE), err);
    return exitCode(night);
  }

  private static int exitCode(NightReport night) {
    if (night.alarms() || night.mismatch()) {
      return ExitCode.MISMATCH;
    }
    Judgement judgement = Judgement.of(night.run());
    return judgement.failed() || !judgement.unchecked().isEmpty() ? ExitCode.FAILED : ExitCode.OK;
  }

  private static void requireUnnamed(Targets targets) {
    targets.plugins().stream()
        .filter(plugin -> plugin.name().isPresent())
        .findFirst()
        .ifPresent(plugin -> {
          throw new UsageException(
              "%s is a build with a name, but a night keeps builds and names them itself: leave the name out of --backend-path"
                  .formatted(plugin.id()));
        });
  }

  private int gate(String name) {
    Reviews reviews = Reviews.of(History.read(history), name);
    PrintWriter out = spec.commandLine().getOut();
    if (!reviews.hasNights()) {
      out.println("There is no night of the suite %s in %s.".formatted(name, history));
      return ExitCode.INCONCLUSIVE;
    }
    List<HistoryEntry> open = reviews.open();
    open.forEach(entry ->
        alarms(entry)
            .forEach(alarm ->
                out.println(
                    "%s: %s, compared with %s: %s"
                        .formatted(
                            entry.cell(),
                            alarm.verdict(),
                            alarm.against().map(Night::named).orElse("no night"),
                            alarm.why()))));
    out.println(
        open.isEmpty()
            ? "No alarm of the suite %s is open.".formatted(name)
            : "Rows with alarms that nobody has accepted: %d. Mend them, or accept them with --accept ROW --why TEXT --kind KIND."
                .formatted(open.size()));
    return open.isEmpty() ? ExitCode.OK : ExitCode.MISMATCH;
  }

  private static Stream<Decision> alarms(HistoryEntry entry) {
    return entry.decisions().stream().filter(decision -> decision.kind() == Decision.Kind.ALARM);
  }

  private int accept(String name) {
    List<HistoryEntry> open = Reviews.of(History.read(history), name).open();
    List<HistoryEntry> chosen =
        open.stream().filter(entry -> Overrides.matches(accept.get(), entry.cell())).toList();
    if (chosen.isEmpty()) {
      throw new UsageException(
          open.isEmpty()
              ? "--accept has nothing to accept: no alarm of the suite %s is open in %s"
                  .formatted(name, history)
              : "--accept '%s' names no row with an open alarm, allowed are %s, and patterns with *"
                  .formatted(
                      accept.get(),
                      String.join("; ", open.stream().map(HistoryEntry::cell).toList())));
    }
    HistoryFolder folder = new HistoryFolder(history);
    for (HistoryEntry entry : chosen) {
      folder.append(AcceptedChange.of(entry, kind.get(), why.get(), Instant.now()));
      spec.commandLine()
          .getOut()
          .println(
              "Accepted from %s on: %s".formatted(Night.named(entry.night().id()), entry.cell()));
    }
    return ExitCode.OK;
  }
}
