package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.util.List;

/** Makes runs, and shows them to whoever waits. */
@FunctionalInterface
public interface Measurements {
  /**
   * What is to be run.
   *
   * @param stage what for, in a word that a folder's name may have; unique among those of a night
   * @param suite with the throughput measured and the twins trained that are wanted
   * @param experiments those of the suite that are wanted
   * @param targets on what, and what each takes part in
   */
  record Wanted(String stage, Suite suite, List<Experiment> experiments, List<Target> targets) {
    public Wanted {
      requireNonNull(stage, "stage is null");
      requireNonNull(suite, "suite is null");
      experiments = List.copyOf(experiments);
      targets = List.copyOf(targets);
    }
  }

  /**
   * Runs that to its end.
   *
   * @throws IOException if no process can be started or a log cannot be written
   */
  RunResult run(Wanted wanted) throws IOException;
}
