package dev.rote.runner.worker;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.runner.data.Window;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.plan.Experiment;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first steps of a cell, step for step those of its convergence, and nothing else of it: for
 * parity. Runs in the worker.
 */
final class FirstSteps {
  private final CellInputs inputs;
  private final int steps;

  private FirstSteps(CellInputs inputs, int steps) {
    this.inputs = inputs;
    this.steps = steps;
  }

  /**
   * Trains the first steps, and if it is wanted twice more from beside the initial parameters: one
   * ulp, and as many as tolerances are derived from.
   */
  static WorkerEvent.Traced trace(CellInputs inputs, int steps, boolean floor) {
    FirstSteps firstSteps = new FirstSteps(inputs, steps);
    List<Float> trace = firstSteps.from(inputs.initial());
    if (!floor) {
      return new WorkerEvent.Traced(trace, Optional.empty());
    }
    return new WorkerEvent.Traced(
        trace,
        Optional.of(
            new WorkerEvent.Beside(
                firstSteps.beside(1), firstSteps.beside(ParityTolerance.DISTURBANCE_ULPS))));
  }

  private List<Float> beside(int ulps) {
    return from(OneUlp.perturb(inputs.initial(), inputs.experiment().seed(), ulps));
  }

  private List<Float> from(Parameters initial) {
    Experiment experiment = inputs.experiment();
    int batchSize = inputs.plan().batchSize();
    FloatBuffer losses = DirectBuffers.floats(1);
    List<Float> trace = new ArrayList<>();
    OptionalLong loaded = OptionalLong.empty();
    try (Trainer trainer = inputs.backend().open(inputs.plan(), initial)) {
      for (int number = 0; trace.size() < steps; number++) {
        Window window = inputs.data().training().window(number, 0);
        if (!loaded.equals(OptionalLong.of(window.id()))) {
          trainer.load(window.examples());
          loaded = OptionalLong.of(window.id());
        }
        Epoch epoch =
            new Epoch(
                experiment, number, batchSize, DirectBuffers.ints(inputs.data().train().count()));
        for (int step = 0; step < epoch.steps() && trace.size() < steps; step++) {
          trainer.train(epoch.batches(step, 1), experiment.learningRate().at(number), losses);
          trace.add(losses.get(0));
        }
      }
      return trace;
    }
  }
}
