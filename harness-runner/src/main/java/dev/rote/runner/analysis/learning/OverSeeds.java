package dev.rote.runner.analysis.learning;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.statistics.Equivalence;
import dev.rote.runner.analysis.statistics.Mean;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row over its seeds: what they come to in every figure, and whether that is the same as that of
 * another row. The same is shown by {@link Equivalence}, on the differences seed by seed: epochs
 * within {@value #EPOCHS} of each other, as a ratio, and accuracies within {@value #ACCURACY}.
 *
 * @param first the cell of the first seed, which names the row
 * @param seeds how many came to an end, two or more
 * @param figures by figure, what the seeds come to
 */
public record OverSeeds(CellResult first, int seeds, Map<Figure, Summary> figures) {
  /** By which share epochs may differ and be equivalent. */
  public static final double EPOCHS = 0.1;

  /** By how much accuracies may differ and be equivalent: one point. */
  public static final double ACCURACY = 0.01;

  private static final double CONFIDENCE = 0.95;

  /**
   * A figure over seeds.
   *
   * @param reached how many of them have it: got to the threshold
   * @param mean over these; empty if there are none
   * @param beside whether it is the same as that of the experiment's first row; empty for that row
   *     itself, and where some seed of either has none
   */
  public record Summary(int reached, Optional<Mean> mean, Optional<Equivalence> beside) {
    public Summary {
      requireNonNull(mean, "mean is null");
      requireNonNull(beside, "beside is null");
    }
  }

  public OverSeeds {
    requireNonNull(first, "first is null");
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Returns the rows of a run that have several seeds, in the order of its cells. */
  public static List<OverSeeds> of(RunResult run) {
    List<Figure> figures = Figure.of(run.cells());
    List<CellResult> ended =
        run.cells().stream().filter(cell -> cell.outcome().ranToItsEnd()).toList();
    List<OverSeeds> rows = new ArrayList<>();
    for (Map<String, List<CellResult>> targets : Twins.bySeeds(ended).values()) {
      List<CellResult> first = targets.values().iterator().next();
      for (List<CellResult> cells : targets.values()) {
        if (cells.size() > 1) {
          rows.add(of(cells, cells == first ? Optional.empty() : Optional.of(first), figures));
        }
      }
    }
    return rows;
  }

  private static OverSeeds of(
      List<CellResult> cells, Optional<List<CellResult>> beside, List<Figure> figures) {
    Map<Figure, Summary> summaries = new LinkedHashMap<>();
    for (Figure figure : figures) {
      Map<Long, Double> values = values(cells, figure);
      double[] finite =
          values.values().stream()
              .mapToDouble(Double::doubleValue)
              .filter(Double::isFinite)
              .toArray();
      summaries.put(
          figure,
          new Summary(
              finite.length,
              finite.length == 0 ? Optional.empty() : Optional.of(Mean.of(finite, CONFIDENCE)),
              beside.flatMap(other -> equivalence(figure, values, values(other, figure)))));
    }
    return new OverSeeds(cells.getFirst(), cells.size(), summaries);
  }

  private static Map<Long, Double> values(List<CellResult> cells, Figure figure) {
    Map<Long, Double> values = new LinkedHashMap<>();
    for (CellResult cell : cells) {
      OptionalDouble value = figure.of().apply(cell.learning());
      value.ifPresent(present -> values.put(cell.key().seed(), present));
    }
    return values;
  }

  /** Seeds give two rows the same start and order, so that they are compared seed by seed. */
  private static Optional<Equivalence> equivalence(
      Figure figure, Map<Long, Double> own, Map<Long, Double> other) {
    boolean epochs = figure.threshold().isPresent();
    List<Double> differences = new ArrayList<>();
    own.forEach((seed, value) -> {
      Double beside = other.get(seed);
      if (beside != null) {
        differences.add(epochs ? Math.log(value / beside) : value - beside);
      }
    });
    return differences.isEmpty() || !differences.stream().allMatch(Double::isFinite)
        ? Optional.empty()
        : Optional.of(
            Equivalence.of(
                differences.stream().mapToDouble(Double::doubleValue).toArray(),
                epochs ? Math.log1p(EPOCHS) : ACCURACY));
  }
}
