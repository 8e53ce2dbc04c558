package dev.rote.runner.plan;

import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.random.RandomStream;
import dev.rote.runner.suite.Measuring;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything a run does, in order. Neighbours in time are what a reader compares, the same work on
 * different backends and devices, so that a machine that warms up or is shared hurts all alike.
 *
 * <p>First what each model executes on each target, then the references that traces are compared
 * with, then every cell's convergence by experiment (and, where its trace is astray, whether that
 * is so from another start), then the processor's peak, and then throughput in rounds: one fork of
 * every backend and device of one model and batch size, in an order that is drawn for each round;
 * and once more in further rounds, where forks were disturbed. Last the twins, which only say how
 * much of what is there already is rounding.
 *
 * <p>A target of which only the speed is wanted takes part in the rounds and in nothing else.
 *
 * @param units each once
 */
public record RunPlan(List<Unit> units) {
  public RunPlan {
    units = List.copyOf(units);
  }

  /**
   * Plans a run.
   *
   * @param experiments in the order of the suite
   * @param measuring how throughput is measured
   * @param targets the backends and devices, in the order in which they take turns
   * @param oracle what traces are compared with, if it is installed
   * @param threads that a framework may use for one operation
   * @param twins of every cell
   */
  public static RunPlan of(
      List<Experiment> experiments,
      Measuring measuring,
      List<Target> targets,
      Optional<Plugin> oracle,
      int threads,
      int twins) {
    List<Unit> units = new ArrayList<>();
    List<Target> learning = targets.stream().filter(target -> target.part().learning()).toList();
    if (!learning.isEmpty()) {
      units.addAll(attestations(experiments, learning));
      Map<String, Integer> steps = addReferences(experiments, learning, oracle, units);
      for (Cell cell : cells(experiments, learning)) {
        int compared = steps.get(cell.experiment().id());
        units.add(new Unit.Converge(cell, compared));
        units.add(new Unit.Confirm(cell, compared));
      }
    }
    if (measuring.forks() > 0) {
      units.add(new Unit.Peak(threads));
      units.addAll(forks(experiments, measuring, targets));
      units.addAll(again(experiments, measuring, targets));
    }
    units.addAll(twins(experiments, learning, twins));
    return new RunPlan(units);
  }

  /**
   * Plans nothing but the comparison of the first steps: those of the references and of all cells.
   */
  public static RunPlan ofParity(
      List<Experiment> experiments, List<Target> targets, Optional<Plugin> oracle) {
    List<Unit> units = new ArrayList<>();
    Map<String, Integer> steps = addReferences(experiments, targets, oracle, units);
    for (Cell cell : cells(experiments, targets)) {
      int wanted = steps.get(cell.experiment().id());
      units.add(new Unit.FirstSteps(cell, wanted));
      units.add(new Unit.Confirm(cell, wanted));
    }
    return new RunPlan(units);
  }

  /** Adds the references and returns how many steps of each experiment are compared, by id. */
  private static Map<String, Integer> addReferences(
      List<Experiment> experiments,
      List<Target> targets,
      Optional<Plugin> oracle,
      List<Unit> units) {
    Map<String, Integer> steps = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      Unit.Reference reference = ReferenceChoice.of(experiment, targets.getFirst(), oracle);
      steps.put(experiment.id(), reference.steps());
      units.add(reference);
    }
    return steps;
  }

  private static Collection<Unit> attestations(List<Experiment> experiments, List<Target> targets) {
    return representatives(experiments).stream()
        .flatMap(experiment ->
            targets.stream().<Unit>map(target -> new Unit.Attest(new Cell(experiment, target))))
        .toList();
  }

  private static List<Cell> cells(List<Experiment> experiments, List<Target> targets) {
    return experiments.stream()
        .flatMap(experiment -> targets.stream().map(target -> new Cell(experiment, target)))
        .toList();
  }

  private static List<Unit> forks(
      List<Experiment> experiments, Measuring measuring, List<Target> targets) {
    List<Unit> forks = new ArrayList<>();
    for (int round = 0; round < measuring.forks(); round++) {
      for (Experiment experiment : representatives(experiments)) {
        for (int batchSize : measuring.batchSizes()) {
          forks.addAll(round(experiment, batchSize, measuring, targets, round));
        }
      }
    }
    return forks;
  }

  /**
   * Returns the rounds that make up for disturbed ones: half as many as the others, so that a
   * machine that is always busy ends as well.
   */
  private static List<Unit> again(
      List<Experiment> experiments, Measuring measuring, List<Target> targets) {
    List<Unit> again = new ArrayList<>();
    for (int round = measuring.forks(); round < measuring.mostForks(); round++) {
      for (Experiment experiment : representatives(experiments)) {
        for (int batchSize : measuring.batchSizes()) {
          round(experiment, batchSize, measuring, targets, round).stream()
              .map(Unit.Again::new)
              .forEach(again::add);
        }
      }
    }
    return again;
  }

  /** Returns the first twin of every cell of an experiment, then the second: a half may do. */
  private static List<Unit> twins(List<Experiment> experiments, List<Target> targets, int twins) {
    return experiments.stream()
        .flatMap(experiment ->
            IntStream.rangeClosed(1, twins)
                .boxed()
                .flatMap(number ->
                    targets.stream()
                        .<Unit>map(target -> new Unit.Twin(new Cell(experiment, target), number))))
        .toList();
  }

  /**
   * Draws the order of a round from {@code RandomStream.of(seed, "round", round, batchSize)}: with
   * a fixed order a machine that slows down while a round goes on would always hurt the same ones.
   */
  private static List<Unit.Fork> round(
      Experiment experiment, int batchSize, Measuring measuring, List<Target> targets, int round) {
    int[] order =
        RandomStream.of(experiment.seed(), "round", round, batchSize).permutation(targets.size());
    return IntStream.range(0, order.length)
        .mapToObj(place ->
            new Unit.Fork(
                new ThroughputCell(batchSize, targets.get(order[place]), experiment),
                measuring,
                round,
                place))
        .toList();
  }

  /** Returns the first experiment of every model. */
  private static Collection<Experiment> representatives(List<Experiment> experiments) {
    Map<String, Experiment> first = new LinkedHashMap<>();
    experiments.forEach(experiment -> first.putIfAbsent(experiment.model().name(), experiment));
    return first.values();
  }

  /** Returns the units of one kind. */
  public <T extends Unit> List<T> units(Class<T> kind) {
    return units.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns the throughput cells, each once, by model and batch size and then by target. */
  public List<ThroughputCell> throughputCells() {
    return distinct(Unit.Fork::cell, Unit.Fork.class);
  }

  /** Returns the backends and devices that take part, the references apart. */
  public List<Target> targets() {
    return Stream.concat(
            distinct(unit -> unit.cell().target(), Unit.Converge.class).stream(),
            distinct(unit -> unit.cell().target(), Unit.Fork.class).stream())
        .distinct()
        .toList();
  }

  private <T extends Unit, R> List<R> distinct(Function<T, R> part, Class<T> kind) {
    return units(kind).stream().map(part).distinct().toList();
  }
}
