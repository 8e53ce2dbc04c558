package dev.rote.runner.worker;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.runner.data.TrainingData;
import dev.rote.runner.data.Window;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.TraceSteps;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains the first steps of a cell, step for step those of its convergence, and nothing else of it:
 * for parity. If it is wanted, twice more from beside the initial parameters: one ulp, and as many
 * as tolerances are derived from.
 */
final class TraceStepsPerformer implements Performer<TraceSteps> {
  @Override
  public void perform(TraceSteps job, Consumer<Event> events) {
    CellInputs inputs = CellInputs.prepare(job.cell());
    List<Float> trace = trace(inputs, inputs.initial(), job.steps());
    Optional<ReferenceTrace.Beside> beside =
        job.beside()
            ? Optional.of(
                new ReferenceTrace.Beside(
                    beside(inputs, 1, job.steps()),
                    beside(inputs, ParityTolerance.DISTURBANCE_ULPS, job.steps())))
            : Optional.empty();
    events.accept(new TraceSteps.Traced(trace, beside));
  }

  private static List<Float> beside(CellInputs inputs, int ulps, int steps) {
    return trace(inputs, OneUlp.perturb(inputs.initial(), inputs.experiment().seed(), ulps), steps);
  }

  private static List<Float> trace(CellInputs inputs, Parameters initial, int steps) {
    List<Float> trace = new ArrayList<>();
    try (LoadedTrainer trainer = new LoadedTrainer(inputs.backend().open(inputs.plan(), initial))) {
      for (int number = 0; trace.size() < steps; number++) {
        trainEpoch(inputs, trainer, number, steps, trace);
      }
      return trace;
    }
  }

  private static void trainEpoch(
      CellInputs inputs, LoadedTrainer loaded, int number, int steps, List<Float> trace) {
    Experiment experiment = inputs.experiment();
    TrainingData training = inputs.data().training();
    Trainer trainer = loaded.trainer();
    FloatBuffer losses = DirectBuffers.floats(1);
    int firstStep = 0;
    for (int index = 0; index < training.windows() && trace.size() < steps; index++) {
      Window window = training.window(number, index);
      loaded.load(window);
      Epoch epoch =
          inputs.epoch(number, index, firstStep, DirectBuffers.ints(window.examples().count()));
      for (int step = 0; step < epoch.steps() && trace.size() < steps; step++) {
        trainer.train(epoch.batches(step, 1), experiment.learningRate().at(number), losses);
        trace.add(losses.get(0));
      }
      firstStep += epoch.steps();
    }
  }
}
