package dev.rote.runner.cli;

import dev.rote.runner.analysis.comparison.Rules;
import dev.rote.runner.analysis.comparison.RunComparison;
import dev.rote.runner.analysis.comparison.Side;
import dev.rote.runner.cli.options.Share;
import dev.rote.runner.cli.output.ComparisonFormat;
import dev.rote.runner.cli.output.Destination;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.cli.output.StepSummary;
import dev.rote.runner.folder.RecordedRun;
import dev.rote.runner.report.view.ComparisonView;
import dev.rote.runner.report.view.Labels;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rote compare}. */
@Command(
    name = "compare",
    description =
        "Says of every row whether it regressed from the run BASE to the run HEAD: first whether it "
            + "still learns the same, then whether it is as fast. With one run, two builds of its "
            + "backends are compared, round by round.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  no row has regressed",
      "  1  a row is slower, does not come to its end any more, or learns otherwise",
      "  2  wrong arguments",
      "  4  of some row it cannot be said",
      "",
      "How differences are decided: docs/comparing.md.",
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..2",
      description = "BASE and HEAD: folders of runs, or run.json files; or one run of two builds.")
  private List<Path> runs = List.of();

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description =
          "With one run: the build to compare with, as --backend-path named it (default: the only "
              + "one that has a name).")
  private Optional<String> base = Optional.empty();

  @Option(
      names = "--least-change",
      paramLabel = "SHARE",
      converter = Share.class,
      description = "A smaller difference of speed is none, as 2%% or 0.02 (default: 2%%).")
  private double leastChange = Rules.USUAL.leastChange();

  @Option(
      names = "--false-discoveries",
      paramLabel = "SHARE",
      converter = Share.class,
      description =
          "Of all differences that are called one, how many may be none, as 5%% or 0.05 (default: "
              + "5%%).")
  private double level = Rules.USUAL.level();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ComparisonFormat.Converter.class,
      description =
          "text, html, markdown, junit or json (default: by the ending of FILE, else text).")
  private Optional<ComparisonFormat> format = Optional.empty();

  @Mixin private Destination destination;

  @Mixin private StepSummary summary;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ComparisonFormat chosen =
        format
            .or(() -> destination.named().flatMap(ComparisonFormat::of))
            .orElse(ComparisonFormat.TEXT);
    destination.requirePage(chosen == ComparisonFormat.HTML, "comparison.html");
    List<RecordedRun> recorded = runs.stream().map(RecordedRun::read).toList();
    recorded.stream().filter(RecordedRun::behind).map(ReportCommand::behind).forEach(err::println);
    destination.file().ifPresent(each -> requireFile(each, recorded));
    summary.require(err);
    RunComparison comparison = compare(recorded);
    Instant started = recorded.getLast().run().started();
    destination.write(
        "Comparison",
        (terminal, to) -> chosen.write(comparison, started, terminal, to),
        spec.commandLine().getOut(),
        err);
    summary.append(ComparisonView.of(comparison), err);
    return exitCode(comparison);
  }

  private static int exitCode(RunComparison comparison) {
    if (comparison.alarms()) {
      return ExitCode.MISMATCH;
    }
    return comparison.open() ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }

  private RunComparison compare(List<RecordedRun> recorded) {
    Rules rules = new Rules(leastChange, level);
    if (recorded.size() == 1) {
      return builds(recorded.getFirst(), rules);
    }
    if (base.isPresent()) {
      throw new UsageException(
          "--base names a build of one run, but there are two runs, of which the first is compared with: leave it out, or name one run");
    }
    List<String> labels = Labels.of(runs);
    return RunComparison.of(
        Side.of(labels.getFirst(), recorded.getFirst().run()),
        Side.of(labels.getLast(), recorded.getLast().run()),
        rules);
  }

  private RunComparison builds(RecordedRun recorded, Rules rules) {
    List<String> builds = Side.builds(recorded.run());
    if (builds.isEmpty()) {
      throw new UsageException(
          "%s has no second build of a backend to compare with: name a second run, or run two builds with --backend-path old=DIR"
              .formatted(runs.getFirst()));
    }
    if (base.isEmpty() && builds.size() > 1) {
      throw new UsageException(
          "%s has several builds: say with --base which of %s to compare with"
              .formatted(runs.getFirst(), String.join(", ", builds)));
    }
    String build = base.orElse(builds.getFirst());
    if (!builds.contains(build)) {
      throw new UsageException(
          "%s has no build '%s', only %s"
              .formatted(runs.getFirst(), build, String.join(", ", builds)));
    }
    return RunComparison.of(
        Side.of(recorded.run(), Optional.of(build)),
        Side.of(recorded.run(), Optional.empty()),
        rules);
  }

  private static void requireFile(Path file, List<RecordedRun> recorded) {
    Outputs.requireOutside(recorded, file);
    Outputs.requireFile("-o", file);
  }
}
