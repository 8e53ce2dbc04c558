package dev.rote.runner.cli;

import dev.rote.runner.cli.options.NightOptions;
import dev.rote.runner.cli.options.OverrideOptions;
import dev.rote.runner.cli.options.SuiteSelection;
import dev.rote.runner.cli.options.TargetOptions;
import dev.rote.runner.folder.RunFolder;
import dev.rote.runner.nightly.Measurements;
import dev.rote.runner.plan.Target;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.run.Run;
import dev.rote.runner.run.RunOrder;
import dev.rote.runner.run.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Makes the runs of nights, each in a folder of its own beside the others, as any run. */
final class NightRuns implements Measurements {
  private final SuiteSelection selection;
  private final OverrideOptions overrides;
  private final TargetOptions targetOptions;
  private final Targets targets;
  private final NightOptions.Folder folder;
  private final CommandLine commandLine;
  private final RunWork work;

  NightRuns(
      SuiteSelection selection,
      OverrideOptions overrides,
      TargetOptions targetOptions,
      Targets targets,
      NightOptions.Folder folder,
      CommandLine commandLine) {
    this.selection = selection;
    this.overrides = overrides;
    this.targetOptions = targetOptions;
    this.targets = targets;
    this.folder = folder;
    this.commandLine = commandLine;
    this.work =
        new RunWork(
            targetOptions.discovery(),
            Terminal.detect(System.getProperties(), System.getenv()),
            commandLine.getErr());
  }

  /** Returns the folder that has those of the runs. */
  Path folder() {
    return folder.path();
  }

  /** Returns the page of one of the runs. */
  Path page(String stage) {
    return RunFolder.page(folder.path().resolve(stage));
  }

  @Override
  public RunResult run(Wanted wanted) throws IOException {
    RunOrder order =
        new RunOrder(
            Version.rote(),
            wanted.suite(),
            selection.source().file(),
            overrides.recorded(),
            wanted.experiments(),
            new Targets(
                wanted.targets(),
                wanted.targets().stream().map(Target::plugin).distinct().toList(),
                targets.oracle(),
                targets.notes()),
            targetOptions.host(),
            System.getenv(),
            commandLine.getParent().getParseResult().originalArgs());
    commandLine
        .getErr()
        .println("%s: %s".formatted(wanted.stage(), String.join(", ", names(wanted))));
    Path path = folder.path().resolve(wanted.stage());
    boolean there = folder.resumed() && Files.exists(path);
    try (Run run = there ? Run.resume(order, path) : Run.begin(order, path)) {
      if (there && run.missing() == 0) {
        return run.result();
      }
      work.work(run, targets.notes());
      return run.result();
    }
  }

  private static List<String> names(Wanted wanted) {
    List<String> names = new ArrayList<>();
    wanted.targets().forEach(target -> names.add(target.toString()));
    return names;
  }
}
