package dev.rote.runner.plan;

import dev.rote.runner.suite.Measuring;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * In which order a run works. Neighbours in time are what a reader compares, the same work on
 * different backends and devices, so that a machine that warms up or is shared hurts all alike.
 *
 * @param cells for convergence: by experiment, then by backend and device
 * @param throughput the forks of every throughput cell: the first fork of each, then the second ...
 */
public record RunPlan(List<Cell> cells, List<ThroughputFork> throughput) {
  public RunPlan {
    cells = List.copyOf(cells);
    throughput = List.copyOf(throughput);
  }

  /**
   * One measuring process.
   *
   * @param fork which of the cell's, from 0
   */
  public record ThroughputFork(int fork, ThroughputCell cell) {}

  /**
   * Plans a run.
   *
   * @param experiments in the order of the suite
   * @param targets the backends and devices, in the order in which they take turns
   */
  public static RunPlan of(
      List<Experiment> experiments, Measuring measuring, List<Target> targets) {
    List<Cell> cells =
        experiments.stream()
            .flatMap(experiment ->
                targets.stream()
                    .map(target -> new Cell(experiment, target.backend(), target.device())))
            .toList();
    return new RunPlan(
        cells, forks(measuring.forks(), throughputCells(experiments, measuring, targets)));
  }

  private static List<ThroughputFork> forks(int forks, List<ThroughputCell> cells) {
    return IntStream.range(0, forks)
        .boxed()
        .flatMap(fork -> cells.stream().map(cell -> new ThroughputFork(fork, cell)))
        .toList();
  }

  private static List<ThroughputCell> throughputCells(
      List<Experiment> experiments, Measuring measuring, List<Target> targets) {
    return representatives(experiments).stream()
        .flatMap(experiment ->
            measuring.batchSizes().stream()
                .flatMap(batchSize ->
                    targets.stream().map(target -> throughputCell(experiment, batchSize, target))))
        .toList();
  }

  private static ThroughputCell throughputCell(
      Experiment experiment, int batchSize, Target target) {
    return new ThroughputCell(
        experiment.model(), batchSize, target.backend(), target.device(), experiment);
  }

  /** Returns the first experiment of every model. */
  private static Collection<Experiment> representatives(List<Experiment> experiments) {
    Map<String, Experiment> first = new LinkedHashMap<>();
    experiments.forEach(experiment -> first.putIfAbsent(experiment.model().name(), experiment));
    return first.values();
  }

  /** Returns the throughput cells, each once. */
  public List<ThroughputCell> throughputCells() {
    return throughput.stream().map(ThroughputFork::cell).distinct().toList();
  }
}
