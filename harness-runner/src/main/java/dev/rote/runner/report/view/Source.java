package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.analysis.Twins;
import dev.rote.runner.result.RunResult;
import java.nio.file.Path;

/**
 * A run that is reported.
 *
 * @param label what tells it from the others of a report
 * @param folder where its logs and its {@code run.json} are
 * @param run its results
 * @param judgement what they come to
 * @param twins what rounding alone makes of them
 */
public record Source(String label, Path folder, RunResult run, Judgement judgement, Twins twins) {
  public Source {
    requireNonNull(label, "label is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(run, "run is null");
    requireNonNull(judgement, "judgement is null");
    requireNonNull(twins, "twins is null");
  }

  /** Judges a run. */
  public static Source of(String label, Path folder, RunResult run) {
    return new Source(label, folder, run, Judgement.of(run), new Twins(run));
  }
}
