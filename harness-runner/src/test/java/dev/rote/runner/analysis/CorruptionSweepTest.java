package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rote.api.Device;
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
import org.junit.jupiter.api.Test;

class CorruptionSweepTest {
  private final Map<String, Experiment> experiments =
      experiments(
          "[{name: noise, labelCorruption: [0.0, 0.5, 1.0]}, {name: shuffled, inputCorruption: shuffled-pixels}]");

  @Test
  void pointsAreComparedWithTheOneThatHasTheFewestCorruptedLabels() {
    List<CorruptionSweep> sweeps =
        sweeps(
            cell("noise-1.0", Optional.of(600L), 900),
            cell("noise-0.0", Optional.of(200L), 130),
            cell("noise-0.5", Optional.of(300L), 500),
            cell("shuffled", Optional.of(250L), 300));

    assertThat(sweeps).hasSize(1);
    assertThat(sweeps.getFirst().points())
        .extracting(
            CorruptionSweep.Point::corruption,
            CorruptionSweep.Point::slowdown,
            CorruptionSweep.Point::testError)
        .containsExactly(
            tuple(0.0, OptionalDouble.of(1), OptionalDouble.of(0.13)),
            tuple(0.5, OptionalDouble.of(1.5), OptionalDouble.of(0.5)),
            tuple(1.0, OptionalDouble.of(3), OptionalDouble.of(0.9)));
  }

  @Test
  void whatDidNotGetToZeroHasATestErrorAndNoSlowdown() {
    List<CorruptionSweep> sweeps =
        sweeps(cell("noise-0.0", Optional.of(200L), 130), cell("noise-1.0", Optional.empty(), 900));

    CorruptionSweep.Point last = sweeps.getFirst().points().getLast();
    assertThat(last.slowdown()).isEmpty();
    assertThat(last.testError()).hasValue(0.9);
  }

  @Test
  void oneShareOfCorruptedLabelsIsNoSweep() {
    assertThat(sweeps(cell("noise-0.5", Optional.of(1L), 1), cell("shuffled", Optional.of(1L), 1)))
        .isEmpty();
  }

  private List<CorruptionSweep> sweeps(CellResult... cells) {
    return CorruptionSweep.of(Results.run(List.of(cells), List.of()), experiments);
  }

  private static Map<String, Experiment> experiments(String list) {
    Map<String, Experiment> experiments = new LinkedHashMap<>();
    Expansion.of(
            SuiteReader.readResolved(
                """
                name: tiny
                data: {set: shapes, train: 500, test: 100}
                models: [{name: mlp, layers: [flatten, {dense: 10}]}]
                optimizer: {type: sgd, momentum: 0.9}
                learningRate: {initial: 0.01}
                batchSize: 100
                experiments: %s
                seeds: [1]
                """
                    .formatted(list),
                "tiny.yaml"))
        .forEach(experiment -> experiments.put(experiment.id(), experiment));
    return experiments;
  }

  private static CellResult cell(String name, Optional<Long> steps, int wrong) {
    return CellResult.of(
        new CellKey("mlp/%s/seed-1".formatted(name), name, "mlp", "a", Device.parse("cpu"), 1, 100),
        Ending.done(Optional.empty()),
        new Learning(
            List.of(new Zero(Threshold.loss(0.01), steps.map(count -> new Milestone(1, count, 1)))),
            List.of(
                new EpochResult(
                    1,
                    5,
                    0.01f,
                    new Evaluation(0.1, 0, 500),
                    Optional.of(new Evaluation(1, wrong, 1000)),
                    1,
                    1,
                    Results.hash("order"),
                    Optional.empty(),
                    OptionalDouble.empty())),
            List.of(),
            Optional.empty(),
            Hashes.NONE),
        WorkerFacts.NONE);
  }
}
