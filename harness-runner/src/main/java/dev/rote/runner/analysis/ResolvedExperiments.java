package dev.rote.runner.analysis;

import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** The experiments of a run, as the suite in its results defines them. */
public final class ResolvedExperiments {
  private ResolvedExperiments() {}

  /** Returns them by their ids; none where the suite is of a form that this Rote does not read. */
  public static Map<String, Experiment> of(RunResult run) {
    Map<String, Experiment> experiments = new LinkedHashMap<>();
    try {
      Expansion.of(SuiteReader.readResolved(run.suite().toString(), "run.json"))
          .forEach(experiment -> experiments.put(experiment.id(), experiment));
    } catch (SuiteException e) {
      // The results can be read all the same; what the suite alone knows is left out.
      return Map.of();
    }
    return experiments;
  }
}
