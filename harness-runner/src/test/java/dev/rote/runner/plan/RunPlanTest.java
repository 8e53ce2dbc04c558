package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.suite.Measuring;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPlanTest {
  private static final List<Target> TARGETS =
      List.of(
          new Target("tensorflow", Device.first(DeviceKind.CPU)),
          new Target("tensorflow", Device.first(DeviceKind.ONEDNN)),
          new Target("djl-pytorch", Device.first(DeviceKind.CPU)));
  private static final List<Experiment> EXPERIMENTS =
      Expansion.of(Suites.with("128", "[{name: true-labels}, {name: random-labels}]", "[1]"));

  @Test
  void givesEveryBackendAndDeviceAnExperimentBeforeTheNextOne() {
    assertThat(RunPlan.of(EXPERIMENTS, Measuring.NONE, TARGETS).cells())
        .extracting(Cell::id)
        .startsWith(
            "wide/true-labels/seed-1/tensorflow/cpu",
            "wide/true-labels/seed-1/tensorflow/onednn",
            "wide/true-labels/seed-1/djl-pytorch/cpu",
            "wide/random-labels/seed-1/tensorflow/cpu")
        .hasSize(4 * 3)
        .doesNotHaveDuplicates();
  }

  @Test
  void measuresTheFirstForkOfEveryCellBeforeTheSecondOfAny() {
    RunPlan plan = RunPlan.of(EXPERIMENTS, measuring(2, 64, 128), TARGETS);

    assertThat(plan.throughput())
        .extracting(fork -> fork.fork() + " " + fork.cell().id())
        .startsWith(
            "0 wide/batch-64/tensorflow/cpu",
            "0 wide/batch-64/tensorflow/onednn",
            "0 wide/batch-64/djl-pytorch/cpu",
            "0 wide/batch-128/tensorflow/cpu")
        .endsWith("1 narrow/batch-128/djl-pytorch/cpu")
        .hasSize(2 * 2 * 2 * 3)
        .doesNotHaveDuplicates();
    assertThat(plan.throughput()).extracting(RunPlan.ThroughputFork::fork).isSorted();
  }

  @Test
  void measuresAModelOnceWithItsFirstExperiment() {
    assertThat(RunPlan.of(EXPERIMENTS, measuring(3, 128), TARGETS).throughputCells())
        .extracting(cell -> cell.representative().id())
        .containsExactly(
            "wide/true-labels/seed-1",
            "wide/true-labels/seed-1",
            "wide/true-labels/seed-1",
            "narrow/true-labels/seed-1",
            "narrow/true-labels/seed-1",
            "narrow/true-labels/seed-1");
  }

  @Test
  void measuresNothingWithoutForks() {
    assertThat(RunPlan.of(EXPERIMENTS, Measuring.NONE, TARGETS).throughput()).isEmpty();
  }

  private static Measuring measuring(int forks, Integer... batchSizes) {
    Duration second = Duration.ofSeconds(1);
    return new Measuring(List.of(batchSizes), forks, 1, second, 1, second);
  }
}
