package dev.rote.runner.plan;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.plugin.Plugin;
import java.util.Optional;

/**
 * Chooses what the traces of an experiment are compared with: the oracle where it is fast enough
 * for some steps, else the first backend of the run.
 */
final class ReferenceChoice {
  /** More steps show little more, and rounding is amplified with every step. */
  private static final int MOST_STEPS = 20;

  /** A silently wrong gradient looks right at step 0 and shows at step 1 or 2. */
  private static final int FEWEST_STEPS = 3;

  private static final int ORACLE_RUNS = 3;

  /** What the oracle may take per experiment, for all of its runs together. */
  private static final double ORACLE_SECONDS = 60;

  /** What the oracle was seen to do on one core of the slowest machines, in FLOP/s. */
  private static final double ORACLE_FLOPS = 5e9;

  private ReferenceChoice() {}

  static Unit.Reference of(Experiment experiment, Target first, Optional<Plugin> oracle) {
    int affordable = stepsOfOracle(experiment);
    return oracle
        .filter(plugin -> affordable >= Math.min(FEWEST_STEPS, steps(experiment)))
        .map(plugin -> new Target(plugin, Device.first(DeviceKind.CPU)))
        .map(target -> new Unit.Reference(new Cell(experiment, target), affordable, true))
        .orElseGet(() -> new Unit.Reference(new Cell(experiment, first), steps(experiment), false));
  }

  private static int stepsOfOracle(Experiment experiment) {
    double flopsOfStep = (double) experiment.model().trainingFlops() * experiment.batchSize();
    double affordable = ORACLE_SECONDS / ORACLE_RUNS * ORACLE_FLOPS / flopsOfStep;
    return (int) Math.min(steps(experiment), affordable);
  }

  /** Returns how many steps there are to compare. */
  private static int steps(Experiment experiment) {
    long all =
        (long) experiment.stop().maxEpochs() * (experiment.data().train() / experiment.batchSize());
    return (int) Math.min(MOST_STEPS, all);
  }
}
