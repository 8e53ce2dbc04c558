package dev.rote.runner.analysis.learning;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.RunResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One row, trained with more and more corrupted labels and all else the same: how much longer it
 * takes to memorize them, and what becomes of its test error. After figures 1b and 1c of Zhang et
 * al. 2016.
 *
 * @param cell of its first point: names the model, backend, device and seed
 * @param points by corruption, two or more
 */
public record CorruptionSweep(CellResult cell, List<Point> points) {
  /**
   * A share of corrupted labels.
   *
   * @param corruption probability with which a training label was replaced, 0 to 1
   * @param cell what was trained with it
   * @param slowdown how many times the steps to zero of the first point; empty if either did not
   *     get there
   * @param testError share of the test set classified wrongly after the last epoch; empty without
   *     one
   */
  public record Point(
      double corruption, CellResult cell, OptionalDouble slowdown, OptionalDouble testError) {
    public Point {
      requireNonNull(cell, "cell is null");
      requireNonNull(slowdown, "slowdown is null");
      requireNonNull(testError, "testError is null");
    }
  }

  public CorruptionSweep {
    requireNonNull(cell, "cell is null");
    points = List.copyOf(points);
  }

  /**
   * Returns the sweeps of a run.
   *
   * @param experiments of the run, by their ids
   */
  public static List<CorruptionSweep> of(RunResult run, Map<String, Experiment> experiments) {
    return Trained.by(Family::ofLabels, Trained.of(run, experiments)).values().stream()
        .filter(
            cells -> cells.stream().mapToDouble(CorruptionSweep::corruption).distinct().count() > 1)
        .map(CorruptionSweep::of)
        .toList();
  }

  private static CorruptionSweep of(List<Trained> cells) {
    List<Trained> sorted =
        cells.stream().sorted(Comparator.comparingDouble(CorruptionSweep::corruption)).toList();
    CellResult first = sorted.getFirst().cell();
    return new CorruptionSweep(
        first, sorted.stream().map(each -> point(first, each.cell(), corruption(each))).toList());
  }

  private static double corruption(Trained trained) {
    return trained.experiment().data().labelCorruption();
  }

  private static Point point(CellResult first, CellResult cell, double corruption) {
    Optional<Long> steps = steps(cell);
    Optional<Long> least = steps(first);
    return new Point(
        corruption,
        cell,
        steps.isPresent() && least.isPresent()
            ? OptionalDouble.of((double) steps.get() / least.get())
            : OptionalDouble.empty(),
        cell.learning().testAccuracy().isPresent()
            ? OptionalDouble.of(1 - cell.learning().testAccuracy().getAsDouble())
            : OptionalDouble.empty());
  }

  private static Optional<Long> steps(CellResult cell) {
    return Slowdown.zero(cell).map(Milestone::steps);
  }
}
