package dev.rote.runner.worker;

import dev.rote.api.Backend;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.runner.data.PreparedData;
import dev.rote.runner.data.TrainingData;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.training.InitialParameters;
import dev.rote.runner.training.StepsPerCall;
import dev.rote.runner.training.TrainingCalls;
import dev.rote.runner.wire.CellWork;
import java.nio.IntBuffer;
import java.util.stream.IntStream;

/**
 * Everything a worker has ready before it opens a trainer.
 *
 * @param experiment what is trained
 * @param plan what the trainer is opened for
 * @param data the examples
 * @param initial the initial parameters
 * @param backend the backend, whose device is there
 * @param framework the name and version of its framework
 * @param preparationSeconds what the harness spent on the data and the parameters
 */
record CellInputs(
    Experiment experiment,
    TrainingPlan plan,
    PreparedData data,
    Parameters initial,
    Backend backend,
    String framework,
    double preparationSeconds) {
  /** Prepares the inputs of a cell with its experiment's own batch size. */
  static CellInputs prepare(CellWork cell) {
    return prepare(cell, cell.experiment().batchSize());
  }

  /** Prepares the inputs of a cell with another batch size. */
  static CellInputs prepare(CellWork cell, int batchSize) {
    Experiment experiment = cell.experiment();
    Backend backend = OpenedBackend.open(cell.backend());
    String framework = Probing.require(backend, cell.device());
    long start = System.nanoTime();
    PreparedData data =
        PreparedData.prepare(experiment.data(), new DataLocations(cell.dataDirectories()));
    Parameters initial = initial(experiment, data);
    TrainingPlan plan =
        new TrainingPlan(
            experiment.model(),
            cell.device(),
            cell.threads(),
            batchSize,
            experiment.loss(),
            experiment.optimizer());
    return new CellInputs(
        experiment, plan, data, initial, backend, framework, (System.nanoTime() - start) / 1e9);
  }

  private static Parameters initial(Experiment experiment, PreparedData data) {
    try {
      return InitialParameters.of(
          experiment.start(), experiment.model(), data.train(), experiment.seed());
    } catch (IllegalArgumentException e) {
      throw DataException.of("%s", e.getMessage());
    }
  }

  /** Returns the same from the initial parameters of a twin, numbered from 1. */
  CellInputs twin(int number) {
    return new CellInputs(
        experiment,
        plan,
        data,
        OneUlp.twin(initial, experiment.seed(), number),
        backend,
        framework,
        preparationSeconds);
  }

  Trainer open() {
    return open(initial);
  }

  /** Opens a trainer with other parameters than the experiment's own. */
  Trainer open(Parameters parameters) {
    return BackendFault.unlessNull(backend.open(plan, parameters), backend, "open", "a trainer");
  }

  /**
   * Returns the calls in which the cell trains.
   *
   * @param compared how many of the first steps are compared with the reference
   */
  TrainingCalls calls(long compared) {
    int most = StepsPerCall.of(experiment.model(), plan.batchSize(), plan.device().kind());
    return new TrainingCalls(most, experiment.learningRate(), stepsOfEpoch(), compared);
  }

  /** Returns the steps of an epoch, through all of its windows, in batches of the plan's size. */
  int stepsOfEpoch() {
    TrainingData training = data.training();
    return IntStream.range(0, training.windows())
        .map(window -> training.size(window) / plan.batchSize())
        .sum();
  }

  /** Returns the learning rate of the first step. */
  float firstLearningRate() {
    return experiment.learningRate().at(0, 0, stepsOfEpoch());
  }

  /** Plans the first window of the first epoch. */
  Epoch firstEpoch() {
    return epoch(0, 0, 0, DirectBuffers.ints(data.training().size(0)));
  }

  /**
   * Plans a window of an epoch, in batches of the plan's size.
   *
   * @param storage receives the indices; direct, one element for every example of the window
   */
  Epoch epoch(int number, int window, int firstStep, IntBuffer storage) {
    return new Epoch(
        experiment.model(),
        experiment.seed(),
        number,
        window,
        firstStep,
        plan.batchSize(),
        storage);
  }
}
