package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.analysis.ResolvedSuite;
import dev.rote.runner.analysis.learning.Twins;
import dev.rote.runner.result.RunResult;
import java.nio.file.Path;

/** A run that is reported. Each is equal to itself only: two may hold the same results. */
public final class Source {
  private final String label;
  private final Path folder;
  private final RunResult run;
  private final Judgement judgement;
  private final Twins twins;
  private final ResolvedSuite suite;

  private Source(String label, Path folder, RunResult run) {
    this.label = requireNonNull(label, "label is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.run = requireNonNull(run, "run is null");
    judgement = Judgement.of(run);
    twins = new Twins(run);
    suite = ResolvedSuite.of(run);
  }

  /**
   * Judges a run.
   *
   * @param label what tells it from the others of a report
   * @param folder where its logs and its {@code run.json} are
   * @param run its results
   */
  public static Source of(String label, Path folder, RunResult run) {
    return new Source(label, folder, run);
  }

  /** Returns what tells it from the others of a report. */
  public String label() {
    return label;
  }

  /** Returns where its logs and its {@code run.json} are. */
  public Path folder() {
    return folder;
  }

  /** Returns its results. */
  public RunResult run() {
    return run;
  }

  /** Returns what they come to. */
  public Judgement judgement() {
    return judgement;
  }

  /** Returns the suite in its results. */
  public ResolvedSuite suite() {
    return suite;
  }

  /** Returns what rounding alone makes of them. */
  public Twins twins() {
    return twins;
  }
}
