package dev.rote.runner.worker;

import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Float64Trainer;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.runner.data.TrainingData;
import dev.rote.runner.data.Window;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.evidence.ProbeLogits;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.training.TrainingCalls;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.TraceSteps;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the first steps of a cell, call for call those of its convergence, and nothing else of it:
 * for parity. If it is wanted, twice more from beside the initial parameters: one ulp, and as many
 * as tolerances are derived from.
 */
final class TraceStepsPerformer implements Performer<TraceSteps> {
  @Override
  public void perform(TraceSteps job, Consumer<Event> events) {
    CellInputs inputs = CellInputs.prepare(job.cell());
    Steps steps = train(inputs, inputs.initial(), job.steps());
    Optional<ReferenceTrace.Beside> beside =
        job.beside() ? Optional.of(beside(inputs, job.steps())) : Optional.empty();
    events.accept(new TraceSteps.Traced(steps.trace(), steps.logits(), beside));
  }

  private static ReferenceTrace.Beside beside(CellInputs inputs, int steps) {
    Steps oneUlp = beside(inputs, 1, steps);
    Steps disturbed = beside(inputs, ParityTolerance.DISTURBANCE_ULPS, steps);
    return new ReferenceTrace.Beside(
        oneUlp.trace(),
        disturbed.trace(),
        Optional.of(oneUlp.logits()),
        Optional.of(disturbed.logits()));
  }

  private static Steps beside(CellInputs inputs, int ulps, int steps) {
    return train(inputs, OneUlp.perturb(inputs.initial(), inputs.experiment().seed(), ulps), steps);
  }

  /** What some steps gave. */
  private record Steps(List<Double> trace, ProbeLogits logits) {}

  private static Steps train(CellInputs inputs, Parameters initial, int steps) {
    LogitsProbe probe = new LogitsProbe(inputs.data(), inputs.experiment().model().classes());
    List<Double> trace = new ArrayList<>();
    try (LoadedTrainer trainer = new LoadedTrainer(inputs.open(initial))) {
      List<Float> before = probe.predict(trainer.trainer());
      TrainingCalls calls = inputs.calls(steps);
      for (int number = 0; trace.size() < steps; number++) {
        trainEpoch(inputs, trainer, calls, number, steps, trace);
      }
      return new Steps(trace, new ProbeLogits(before, probe.predict(trainer.trainer())));
    }
  }

  private static void trainEpoch(
      CellInputs inputs,
      LoadedTrainer loaded,
      TrainingCalls calls,
      int number,
      int steps,
      List<Double> trace) {
    TrainingData training = inputs.data().training();
    int firstStep = 0;
    for (int index = 0; index < training.windows() && trace.size() < steps; index++) {
      Window window = training.window(number, index);
      loaded.load(window);
      Epoch epoch =
          inputs.epoch(number, index, firstStep, DirectBuffers.ints(window.examples().count()));
      int first = 0;
      while (first < epoch.steps() && trace.size() < steps) {
        TrainingCalls.Call call = calls.next(trace.size(), epoch.steps() - first);
        Batches batches = epoch.batches(first, call.steps());
        trace.addAll(losses(loaded.trainer(), batches, call.learningRate()));
        first += call.steps();
      }
      firstStep += epoch.steps();
    }
  }

  private static List<Double> losses(Trainer trainer, Batches batches, float learningRate) {
    if (trainer instanceof Float64Trainer exact) {
      DoubleBuffer losses = DoubleBuffer.allocate(batches.steps());
      exact.train(batches, learningRate, losses);
      return IntStream.range(0, batches.steps()).mapToObj(losses::get).toList();
    }
    FloatBuffer losses = DirectBuffers.floats(batches.steps());
    trainer.train(batches, learningRate, losses);
    return IntStream.range(0, batches.steps()).mapToObj(step -> (double) losses.get(step)).toList();
  }
}
