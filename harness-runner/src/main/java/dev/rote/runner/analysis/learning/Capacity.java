package dev.rote.runner.analysis.learning;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Loss;
import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.RunResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of random labels a row memorizes, as their number grows and all else is the same. Labels
 * drawn uniformly of K classes take log2 K bits each; what a network that was trained still needs
 * to tell them is its cross-entropy, and the rest is in its parameters.
 *
 * @param cell of its first point: names the model, backend, device and seed
 * @param points by number of examples, two or more
 */
public record Capacity(CellResult cell, List<Point> points) {
  /**
   * A number of random labels.
   *
   * @param examples so many
   * @param cell what was trained with them
   * @param bits memorized after the last epoch, 0 or more
   * @param parameters that were trained
   */
  public record Point(int examples, CellResult cell, double bits, long parameters) {
    public Point {
      requireNonNull(cell, "cell is null");
    }

    /** Returns the bits for each parameter. */
    public double bitsPerParameter() {
      return bits / parameters;
    }
  }

  public Capacity {
    requireNonNull(cell, "cell is null");
    points = List.copyOf(points);
  }

  /**
   * Returns the curves of a run.
   *
   * @param experiments of the run, by their ids
   */
  public static List<Capacity> of(RunResult run, Map<String, Experiment> experiments) {
    List<Trained> random =
        Trained.of(run, experiments).stream()
            .filter(each -> isMeasuredInBits(each.experiment()))
            .toList();
    return Trained.by(Family::ofExamples, random).values().stream()
        .map(cells ->
            cells.stream()
                .flatMap(each -> point(each).stream())
                .sorted(Comparator.comparingInt(Point::examples))
                .toList())
        .filter(points -> points.stream().mapToInt(Point::examples).distinct().count() > 1)
        .map(points -> new Capacity(points.getFirst().cell(), points))
        .toList();
  }

  /**
   * Only of what is drawn uniformly is it known how many bits it has, and only the cross-entropy
   * says how many of them are still to be told.
   */
  private static boolean isMeasuredInBits(Experiment experiment) {
    DataRecipe data = experiment.data();
    return data.labelCorruption() == 1
        && data.labelNoise() == LabelNoise.UNIFORM
        && experiment.loss() == Loss.CROSS_ENTROPY;
  }

  private static Optional<Point> point(Trained trained) {
    Experiment experiment = trained.experiment();
    return trained
        .cell()
        .learning()
        .last()
        .map(EpochResult::trainLoss)
        .filter(Double::isFinite)
        .map(loss -> {
          int examples = experiment.data().train();
          double all = examples * Math.log(experiment.model().classes());
          return new Point(
              examples,
              trained.cell(),
              Math.max(0, all - examples * loss) / Math.log(2),
              experiment.model().trainedParameterCount());
        });
  }
}
