package dev.rote.runner.analysis.learning;

import dev.rote.api.Device;
import dev.rote.api.Loss;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.WorkerFacts;
import dev.rote.runner.result.Zero;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Cells of a small suite, seeds 1 to 3, as they might have ended. */
final class Cells {
  private final Map<String, Experiment> experiments = new LinkedHashMap<>();

  /**
   * @param list the suite's experiments in YAML
   */
  Cells(String list) {
    this(list, Loss.CROSS_ENTROPY);
  }

  /**
   * @param list the suite's experiments in YAML
   */
  Cells(String list, Loss loss) {
    Expansion.of(
            SuiteReader.readResolved(
                """
                name: tiny
                data: {set: shapes, train: 500, test: 100}
                models: [{name: mlp, layers: [flatten, {dense: 10}]}]
                loss: %s
                optimizer: {type: sgd, momentum: 0.9}
                learningRate: {initial: 0.01}
                batchSize: 100
                experiments: %s
                seeds: [1, 2, 3]
                """
                    .formatted(loss.id(), list),
                "tiny.yaml"))
        .forEach(experiment -> experiments.put(experiment.id(), experiment));
  }

  /** Returns the experiments by their ids. */
  Map<String, Experiment> experiments() {
    return experiments;
  }

  /**
   * Returns a cell.
   *
   * @param steps to zero, if it got there
   * @param wrong of 1,000 test images
   */
  CellResult cell(String name, long seed, String backend, Optional<Long> steps, int wrong) {
    return cell(name, seed, backend, steps, wrong, 0.1);
  }

  /**
   * Returns a cell.
   *
   * @param loss of the training set after the last epoch
   */
  CellResult cell(
      String name, long seed, String backend, Optional<Long> steps, int wrong, double loss) {
    return CellResult.of(
        new CellKey(
            "mlp/%s/seed-%d".formatted(name, seed),
            name,
            "mlp",
            backend,
            Device.parse("cpu"),
            seed,
            100),
        Ending.done(Optional.empty()),
        new Learning(
            List.of(new Zero(Threshold.loss(0.01), steps.map(count -> new Milestone(1, count, 1)))),
            List.of(
                new EpochResult(
                    1,
                    5,
                    0.01f,
                    new Evaluation(loss, 0, 500),
                    Optional.of(new Evaluation(1, wrong, 1000)),
                    1,
                    1,
                    Results.hash("order"),
                    Optional.empty(),
                    OptionalDouble.empty())),
            List.of(),
            Optional.empty(),
            Hashes.NONE,
            Optional.empty()),
        WorkerFacts.NONE);
  }
}
