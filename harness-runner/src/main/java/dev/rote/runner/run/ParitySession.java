package dev.rote.runner.run;

import dev.rote.api.Device;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.report.Progress;
import dev.rote.runner.result.ParityRecord;
import dev.rote.runner.worker.Outcome;
import dev.rote.runner.worker.TraceRunner;
import dev.rote.runner.worker.TraceRunner.TraceReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks nothing but parity: the first steps of every experiment on every backend and device. */
public final class ParitySession {
  private final RunOptions options;
  private final Targets targets;
  private final Progress progress;

  /**
   * What came of an experiment on a backend and device.
   *
   * @param parity present if there was something to compare
   * @param outcome {@link Outcome#REACHED} if the steps were trained
   * @param reason one sentence if they were not
   */
  public record Finding(
      Experiment experiment,
      String backend,
      Device device,
      Optional<ParityRecord> parity,
      Outcome outcome,
      Optional<String> reason) {}

  /**
   * @param options what to check
   * @param targets on what
   * @param progress tells the user
   */
  public ParitySession(RunOptions options, Targets targets, Progress progress) {
    this.options = options;
    this.targets = targets;
    this.progress = progress;
  }

  /** Returns the number of tasks that {@link #run} will tell about. */
  public static int tasks(RunOptions options, Targets targets) {
    return options.experiments().size() * (1 + targets.targets().size());
  }

  /**
   * Checks.
   *
   * @throws IOException if no process can be started or no log can be written
   */
  public List<Finding> run() throws IOException {
    ParityJudge judge = new ParityJudge(options, targets, progress);
    List<Finding> findings = new ArrayList<>();
    judge.prepare(options.experiments());
    for (Experiment experiment : options.experiments()) {
      for (Target target : targets.targets()) {
        findings.add(check(judge, experiment, target));
      }
    }
    return findings;
  }

  private Finding check(ParityJudge judge, Experiment experiment, Target target)
      throws IOException {
    progress.start("%s on %s %s".formatted(experiment.id(), target.backend(), target.device()));
    TraceReport report =
        TraceRunner.run(
            options.request(
                targets.plugin(target.backend()), target.device(), experiment, "parity-of"),
            judge.steps(experiment.id()).orElse(1),
            false);
    Optional<ParityRecord> parity = judge.judge(experiment.id(), report.trace());
    progress.done(
        parity
            .map(ParityRecord::sentence)
            .orElse(report.outcome() + report.failure().map(reason -> ": " + reason).orElse("")));
    return new Finding(
        experiment, target.backend(), target.device(), parity, report.outcome(), report.failure());
  }
}
