package dev.rote.runner.worker;

import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Trainer;
import dev.rote.runner.data.Window;
import dev.rote.runner.plan.Experiment;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Trains a cell until its stop rule ends it. Runs in the worker, on one thread. Every input is
 * drawn and hashed before the clock of a call starts, so that the seconds of a run are the
 * framework's alone.
 */
final class Convergence {
  /** How many steps' losses the trace has. */
  static final int TRACE_STEPS = 100;

  private static final long PROGRESS_NANOSECONDS = 200_000_000;

  private final CellInputs inputs;
  private final Experiment experiment;
  private final Consumer<WorkerEvent> events;
  private final Milestones milestones;
  private final int stepsPerCall;
  private final FloatBuffer losses;
  private final IntBuffer indices;
  private final FloatBuffer logits;
  private OptionalLong loaded = OptionalLong.empty();
  private long stepsDone;
  private long nextProgress = System.nanoTime();

  Convergence(CellInputs inputs, Consumer<WorkerEvent> events) {
    this.inputs = inputs;
    this.experiment = inputs.experiment();
    this.events = events;
    this.milestones = new Milestones(experiment.thresholds());
    this.stepsPerCall =
        StepsPerCall.of(experiment.model(), experiment.batchSize(), inputs.plan().device().kind());
    this.losses = DirectBuffers.floats(stepsPerCall);
    this.indices = DirectBuffers.ints(inputs.data().train().count());
    int mostExamples = Math.max(inputs.data().train().count(), inputs.data().test().count());
    this.logits =
        DirectBuffers.floats(Math.multiplyExact(mostExamples, experiment.model().classes()));
  }

  /** Trains, and sends the events of the run up to {@link WorkerEvent.Finished}. */
  void run() {
    long start = System.nanoTime();
    events.accept(new WorkerEvent.Started(inputs.framework(), hashes()));
    double harnessSeconds = inputs.preparationSeconds() + (System.nanoTime() - start) / 1e9;
    try (Trainer trainer = inputs.open()) {
      WorkerEvent.Finished finished = train(trainer, harnessSeconds);
      events.accept(finished);
    }
  }

  private Hashes hashes() {
    Examples train = inputs.data().train();
    Examples test = inputs.data().test();
    return new Hashes(
        TensorHash.of(train.images()),
        TensorHash.of(train.labels(), train.count()),
        TensorHash.of(test.images()),
        TensorHash.of(test.labels(), test.count()),
        TensorHash.of(inputs.initial()),
        Optional.empty(),
        Optional.empty());
  }

  private WorkerEvent.Finished train(Trainer trainer, double harnessSeconds) {
    for (int number = 0; number < experiment.stop().maxEpochs(); number++) {
      Stopwatch training = new Stopwatch();
      Optional<String> augmented = load(trainer, number);
      Epoch epoch = new Epoch(experiment, number, experiment.batchSize(), indices);
      Optional<String> divergence = trainEpoch(trainer, epoch, number, training, harnessSeconds);
      if (divergence.isPresent()) {
        return finished(trainer, Outcome.DIVERGED, divergence);
      }
      EpochReport report = evaluate(trainer, epoch, number, training, augmented);
      events.accept(new WorkerEvent.EpochDone(report, ResidentMemory.peakBytes()));
      milestones.add(report);
      if (!Double.isFinite(report.train().loss())) {
        return finished(
            trainer,
            Outcome.DIVERGED,
            Optional.of(
                "the loss of the training set is %s after epoch %d"
                    .formatted(report.train().loss(), report.epoch())));
      }
      if (milestones.satisfy(experiment.stop().until())) {
        return finished(trainer, Outcome.REACHED, Optional.empty());
      }
    }
    return finished(trainer, Outcome.NOT_REACHED, Optional.empty());
  }

  /** Loads the window of an epoch, unless it is loaded; returns the hash of images of its own. */
  private Optional<String> load(Trainer trainer, int number) {
    Window window = inputs.data().training().window(number, 0);
    if (loaded.equals(OptionalLong.of(window.id()))) {
      return Optional.empty();
    }
    trainer.load(window.examples());
    loaded = OptionalLong.of(window.id());
    return inputs.data().training().freshEveryEpoch()
        ? Optional.of(TensorHash.of(window.examples().images()))
        : Optional.empty();
  }

  /** Trains one epoch and returns why it diverged, or empty if it did not. */
  private Optional<String> trainEpoch(
      Trainer trainer, Epoch epoch, int number, Stopwatch training, double harnessSeconds) {
    float learningRate = experiment.learningRate().at(number);
    int first = 0;
    while (first < epoch.steps()) {
      // A first call of a single step, so that the start-up ends with the first step.
      int steps = stepsDone == 0 ? 1 : Math.min(stepsPerCall, epoch.steps() - first);
      Batches batches = epoch.batches(first, steps);
      training.time(() -> trainer.train(batches, learningRate, losses));
      if (stepsDone == 0) {
        events.accept(new WorkerEvent.FirstStepDone(StartOfJvm.secondsSince() - harnessSeconds));
      }
      sendTrace(steps);
      for (int step = 0; step < steps; step++) {
        if (!Float.isFinite(losses.get(step))) {
          return Optional.of(
              "the loss is %s at step %d of epoch %d"
                  .formatted(losses.get(step), first + step + 1, number + 1));
        }
      }
      first += steps;
      stepsDone += steps;
      sendProgress(number, first, epoch.steps(), losses.get(steps - 1));
    }
    return Optional.empty();
  }

  private void sendTrace(int steps) {
    int wanted = (int) Math.min(steps, TRACE_STEPS - stepsDone);
    if (wanted > 0) {
      List<Float> values = new ArrayList<>();
      for (int step = 0; step < wanted; step++) {
        values.add(losses.get(step));
      }
      events.accept(new WorkerEvent.Trace((int) stepsDone, values));
    }
  }

  private void sendProgress(int number, int step, int steps, float loss) {
    long now = System.nanoTime();
    if (now - nextProgress >= 0) {
      nextProgress = now + PROGRESS_NANOSECONDS;
      events.accept(new WorkerEvent.Progress(number + 1, step, steps, loss));
    }
  }

  private EpochReport evaluate(
      Trainer trainer, Epoch epoch, int number, Stopwatch training, Optional<String> augmented) {
    Stopwatch predicting = new Stopwatch();
    Examples testSet = inputs.data().test();
    Evaluation train = evaluate(trainer, inputs.data().train(), predicting);
    Optional<Evaluation> test =
        testSet.count() == 0
            ? Optional.empty()
            : Optional.of(evaluate(trainer, testSet, predicting));
    return new EpochReport(
        number + 1,
        epoch.steps(),
        experiment.learningRate().at(number),
        train,
        test,
        training.seconds(),
        predicting.seconds(),
        epoch.hash(),
        augmented);
  }

  private Evaluation evaluate(Trainer trainer, Examples examples, Stopwatch predicting) {
    int classes = experiment.model().classes();
    FloatBuffer ofExamples = logits.slice(0, examples.count() * classes);
    predicting.time(() -> trainer.predict(examples.images(), ofExamples));
    return Evaluation.of(ofExamples, examples.labels(), classes);
  }

  private static WorkerEvent.Finished finished(
      Trainer trainer, Outcome outcome, Optional<String> reason) {
    return new WorkerEvent.Finished(
        outcome,
        reason,
        Optional.of(TensorHash.of(trainer.parameters())),
        ResidentMemory.peakBytes());
  }
}
