package dev.rote.runner.analysis;

import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The suite in the results of a run. Where it is of a form that this Rote does not read, what it
 * alone knows is left out, and the results can be read all the same.
 */
public final class ResolvedSuite {
  private final Optional<Suite> suite;
  private final Map<String, Experiment> experiments = new LinkedHashMap<>();

  private ResolvedSuite(Optional<Suite> suite) {
    this.suite = suite;
    suite.ifPresent(read ->
        Expansion.of(read).forEach(experiment -> experiments.put(experiment.id(), experiment)));
  }

  /** Reads the suite of a run. */
  public static ResolvedSuite of(RunResult run) {
    try {
      return new ResolvedSuite(
          Optional.of(SuiteReader.readResolved(run.suite().toString(), "run.json")));
    } catch (SuiteException e) {
      return new ResolvedSuite(Optional.empty());
    }
  }

  /** Returns it, if it could be read. */
  public Optional<Suite> suite() {
    return suite;
  }

  /** Returns its experiments by their ids. */
  public Map<String, Experiment> experiments() {
    return Map.copyOf(experiments);
  }

  /** Returns what was published of a cell's experiment. */
  public Optional<PaperFigure> paper(CellKey key) {
    return suite.flatMap(read -> read.paper(key.model(), key.name()));
  }
}
