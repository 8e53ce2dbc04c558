package dev.rote.runner.worker;

import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.parity.ParameterDistance;
import dev.rote.runner.plan.Experiment;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** What training from some initial parameters gave. */
  private record Run(List<Float> trace, Parameters parameters) {}

  /**
   * Trains the first steps, and if it is wanted once more from one ulp beside the initial
   * parameters.
   */
  static WorkerEvent.Traced trace(CellInputs inputs, int steps, boolean floor) {
    FirstSteps firstSteps = new FirstSteps(inputs, steps);
    Run run = firstSteps.from(inputs.initial());
    if (!floor) {
      return new WorkerEvent.Traced(run.trace, Optional.empty());
    }
    Run beside = firstSteps.from(OneUlp.perturb(inputs.initial(), inputs.experiment().seed()));
    return new WorkerEvent.Traced(
        run.trace,
        Optional.of(
            new WorkerEvent.Beside(
                beside.trace, ParameterDistance.of(beside.parameters, run.parameters).largest())));
  }

  private Run from(Parameters initial) {
    Experiment experiment = inputs.experiment();
    int batchSize = inputs.plan().batchSize();
    FloatBuffer losses = Buffers.floats(1);
    List<Float> trace = new ArrayList<>();
    try (Trainer trainer = inputs.backend().open(inputs.plan(), initial)) {
      for (int number = 0; trace.size() < steps; number++) {
        trainer.load(
            inputs.data().augmented() ? inputs.data().augmented(number) : inputs.data().train());
        Epoch epoch =
            new Epoch(experiment, number, batchSize, Buffers.ints(inputs.data().train().count()));
        for (int step = 0; step < epoch.steps() && trace.size() < steps; step++) {
          trainer.train(epoch.batches(step, 1), experiment.learningRate().at(number), losses);
          trace.add(losses.get(0));
        }
      }
      return new Run(trace, trainer.parameters());
    }
  }
}
