package dev.rote.runner.worker;

import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Loss;
import dev.rote.api.Parameters;
import dev.rote.runner.data.TrainingData;
import dev.rote.runner.data.Window;
import dev.rote.runner.machine.ResidentMemory;
import dev.rote.runner.machine.StartOfJvm;
import dev.rote.runner.parity.TraceDistance;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.ClosedForm;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.MinimumNorm;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.evidence.ProbeLogits;
import dev.rote.runner.suite.Start;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.training.Evaluator;
import dev.rote.runner.training.Interpolation;
import dev.rote.runner.training.LinearSolution;
import dev.rote.runner.training.Milestones;
import dev.rote.runner.training.TensorHash;
import dev.rote.runner.training.TrainingCalls;
import dev.rote.runner.wire.Converge;
import dev.rote.runner.wire.Event;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A training run, on one thread. Every input is drawn and hashed before the clock of a call starts,
 * so that the seconds of a run are the framework's alone.
 */
final class Convergence {
  /** How many steps' losses the trace has. */
  static final int TRACE_STEPS = 100;

  private static final long PROGRESS_NANOSECONDS = 200_000_000;

  private final CellInputs inputs;
  private final Experiment experiment;
  private final TrainingData training;
  private final Consumer<Event> events;
  private final Milestones milestones;
  private final TrainingCalls calls;
  private final int stepsOfEpoch;
  private final FloatBuffer losses;
  private final IntBuffer indices;
  private final FloatBuffer trainLogits;
  private final FloatBuffer testLogits;
  private final int compared;
  private final FirstLoss firstLoss;
  private final LogitsProbe probe;
  private List<Float> predictedBefore = List.of();
  private long stepsDone;
  private long nextProgress = System.nanoTime();

  /**
   * @param compared after how many steps it predicts the images whose logits are compared
   */
  Convergence(CellInputs inputs, int compared, Consumer<Event> events) {
    this.inputs = inputs;
    this.compared = compared;
    this.experiment = inputs.experiment();
    this.training = inputs.data().training();
    this.events = events;
    this.milestones = new Milestones(experiment.thresholds());
    this.calls = inputs.calls(compared);
    this.stepsOfEpoch = inputs.stepsOfEpoch();
    this.losses = DirectBuffers.floats(calls.most());
    this.indices =
        DirectBuffers.ints(
            IntStream.range(0, training.windows()).map(training::size).max().orElse(0));
    this.trainLogits = logits(inputs.data().train());
    this.testLogits = logits(inputs.data().test());
    this.firstLoss = new FirstLoss(experiment, training);
    this.probe = new LogitsProbe(inputs.data(), experiment.model().classes());
  }

  private FloatBuffer logits(Examples examples) {
    return DirectBuffers.floats(Math.multiplyExact(examples.count(), experiment.model().classes()));
  }

  /** Trains, and sends the events of the run up to {@link Converge.Finished}. */
  void run() {
    long start = System.nanoTime();
    events.accept(new Converge.Started(inputs.framework(), hashes()));
    double hashingSeconds = (System.nanoTime() - start) / 1e9;
    try (LoadedTrainer trainer = new LoadedTrainer(inputs.open())) {
      Stopwatch probing = new Stopwatch();
      probing.time(() -> predictedBefore = probe.predict(trainer.trainer()));
      events.accept(
          train(trainer, inputs.preparationSeconds() + hashingSeconds + probing.seconds()));
    }
  }

  private Hashes hashes() {
    Examples train = inputs.data().train();
    Examples test = inputs.data().test();
    return Hashes.ofInputs(
        TensorHash.of(train.images()),
        TensorHash.of(train.labels(), train.count()),
        TensorHash.of(test.images()),
        TensorHash.of(test.labels(), test.count()),
        TensorHash.of(inputs.initial()));
  }

  private Converge.Finished train(LoadedTrainer trainer, double harnessSeconds) {
    for (int number = 0; number < experiment.stop().maxEpochs(); number++) {
      Stopwatch stopwatch = new Stopwatch();
      Inputs handedOver = new Inputs();
      Optional<String> divergence =
          trainEpoch(trainer, number, handedOver, stopwatch, harnessSeconds);
      if (divergence.isPresent()) {
        return finished(trainer, Outcome.DIVERGED, divergence);
      }
      EpochResult epoch = evaluate(trainer, number, handedOver, stopwatch);
      events.accept(new Converge.EpochDone(epoch, ResidentMemory.peakBytes()));
      milestones.add(epoch);
      if (!Double.isFinite(epoch.train().loss())) {
        return finished(
            trainer,
            Outcome.DIVERGED,
            Optional.of(
                "the loss of the training set is %s after epoch %d"
                    .formatted(epoch.train().loss(), epoch.epoch())));
      }
      if (milestones.satisfy(experiment.stop().until())) {
        return finished(trainer, Outcome.REACHED, Optional.empty());
      }
    }
    return finished(trainer, Outcome.NOT_REACHED, Optional.empty());
  }

  /** What an epoch was handed, as hashes over all of its windows, and how its first loss fits. */
  private static final class Inputs {
    private final TensorHash order = new TensorHash();
    private final TensorHash images = new TensorHash();
    private OptionalDouble firstLossDifference = OptionalDouble.empty();
  }

  /** Trains one epoch and returns why it diverged, or empty if it did not. */
  private Optional<String> trainEpoch(
      LoadedTrainer trainer,
      int number,
      Inputs handedOver,
      Stopwatch stopwatch,
      double harnessSeconds) {
    int firstStep = 0;
    for (int index = 0; index < training.windows(); index++) {
      Window window = training.window(number, index);
      trainer.load(window);
      if (training.freshEveryEpoch()) {
        handedOver.images.add(window.examples().images());
      }
      Epoch epoch =
          inputs.epoch(number, index, firstStep, indices.slice(0, window.examples().count()));
      epoch.addTo(handedOver.order);
      Optional<String> divergence =
          trainWindow(
              trainer, window, epoch, number, firstStep, handedOver, stopwatch, harnessSeconds);
      if (divergence.isPresent()) {
        return divergence;
      }
      firstStep += epoch.steps();
    }
    return Optional.empty();
  }

  private Optional<String> trainWindow(
      LoadedTrainer trainer,
      Window window,
      Epoch epoch,
      int number,
      int firstStep,
      Inputs handedOver,
      Stopwatch stopwatch,
      double harnessSeconds) {
    int first = 0;
    while (first < epoch.steps()) {
      TrainingCalls.Call call = calls.next(stepsDone, epoch.steps() - first);
      int steps = call.steps();
      Batches batches = epoch.batches(first, steps);
      OptionalDouble expected =
          firstStep + first == 0
              ? firstLoss.expected(trainer.trainer(), window, number, batches.step(0), trainLogits)
              : OptionalDouble.empty();
      stopwatch.time(() -> trainer.trainer().train(batches, call.learningRate(), losses));
      if (stepsDone == 0) {
        events.accept(new Converge.FirstStepDone(StartOfJvm.secondsSince() - harnessSeconds));
      }
      if (expected.isPresent()) {
        handedOver.firstLossDifference =
            OptionalDouble.of(TraceDistance.relative(losses.get(0), expected.getAsDouble()));
      }
      sendTrace(steps);
      for (int step = 0; step < steps; step++) {
        if (!Float.isFinite(losses.get(step))) {
          return Optional.of(
              "the loss is %s at step %d of epoch %d"
                  .formatted(losses.get(step), firstStep + first + step + 1, number + 1));
        }
      }
      first += steps;
      stepsDone += steps;
      if (stepsDone == compared) {
        sendPredicted(probe.predict(trainer.trainer()));
      }
      sendProgress(number, firstStep + first, losses.get(steps - 1));
    }
    return Optional.empty();
  }

  private void sendPredicted(List<Float> after) {
    events.accept(new Converge.Predicted(new ProbeLogits(predictedBefore, after)));
  }

  private void sendTrace(int steps) {
    int wanted = (int) Math.min(steps, TRACE_STEPS - stepsDone);
    if (wanted > 0) {
      List<Float> values = new ArrayList<>();
      for (int step = 0; step < wanted; step++) {
        values.add(losses.get(step));
      }
      events.accept(new Converge.TracePart((int) stepsDone, values));
    }
  }

  private void sendProgress(int number, int step, float loss) {
    long now = System.nanoTime();
    if (now - nextProgress >= 0) {
      nextProgress = now + PROGRESS_NANOSECONDS;
      events.accept(new Converge.Progress(number + 1, step, stepsOfEpoch, loss));
    }
  }

  private EpochResult evaluate(
      LoadedTrainer trainer, int number, Inputs handedOver, Stopwatch stopwatch) {
    Stopwatch predicting = new Stopwatch();
    Examples testSet = inputs.data().test();
    Evaluation train = evaluate(trainer, inputs.data().train(), trainLogits, predicting);
    Optional<Evaluation> test =
        testSet.count() == 0
            ? Optional.empty()
            : Optional.of(evaluate(trainer, testSet, testLogits, predicting));
    return new EpochResult(
        number + 1,
        stepsOfEpoch,
        experiment.learningRate().atEndOf(number, stepsOfEpoch),
        train,
        test,
        stopwatch.seconds(),
        predicting.seconds(),
        handedOver.order.hex(),
        training.freshEveryEpoch() ? Optional.of(handedOver.images.hex()) : Optional.empty(),
        handedOver.firstLossDifference);
  }

  private Evaluation evaluate(
      LoadedTrainer trainer, Examples examples, FloatBuffer logits, Stopwatch predicting) {
    predicting.time(() -> trainer.trainer().predict(examples.images(), logits));
    return Evaluator.evaluate(
        experiment.loss(), logits, examples.labels(), experiment.model().classes());
  }

  /** Compares what it came to with what is known without training. */
  private Optional<ClosedForm> closedForm(Parameters trained) {
    OptionalDouble interpolationError =
        experiment.start() == Start.INTERPOLATION
            ? OptionalDouble.of(
                Interpolation.largestError(
                    trainLogits, inputs.data().train().labels(), experiment.model().classes()))
            : OptionalDouble.empty();
    Optional<MinimumNorm> minimumNorm =
        endsInMinimumNorm()
            ? LinearSolution.of(inputs.data().train(), experiment.model().classes())
                .map(solution -> solution.compare(trained, inputs.data().test()))
            : Optional.empty();
    return interpolationError.isPresent() || minimumNorm.isPresent()
        ? Optional.of(new ClosedForm(interpolationError, minimumNorm))
        : Optional.empty();
  }

  private boolean endsInMinimumNorm() {
    return experiment.loss() == Loss.SQUARED
        && experiment.optimizer().weightDecay() == 0
        && experiment.data().augmentation().isNone()
        && LinearSolution.isOf(experiment.model());
  }

  private Converge.Finished finished(
      LoadedTrainer trainer, Outcome outcome, Optional<String> reason) {
    if (stepsDone < compared) {
      sendPredicted(List.of());
    }
    Parameters trained = trainer.trainer().parameters();
    return new Converge.Finished(
        outcome,
        reason,
        Optional.of(TensorHash.of(trained)),
        outcome == Outcome.DIVERGED ? Optional.empty() : closedForm(trained),
        ResidentMemory.peakBytes());
  }
}
