package dev.rote.runner.analysis.learning;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.statistics.GeometricMean;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.Zero;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many times as long a row takes to zero with corrupted labels or pictures as with true ones,
 * seed by seed: the slowdown of figure 1 of Zhang et al. 2016. Zero is the smallest loss threshold,
 * or the error's where there is none.
 *
 * @param corrupted the cell of the first seed, which names the row
 * @param seeds how many seeds it was trained with
 * @param reached how many of them got to zero, with true ones as well
 * @param steps over those seeds that got to zero with both; of epochs it is the same; empty if none
 *     did
 * @param seconds likewise, of training calls
 */
public record Slowdown(
    CellResult corrupted,
    int seeds,
    int reached,
    Optional<GeometricMean> steps,
    Optional<GeometricMean> seconds) {
  public Slowdown {
    requireNonNull(corrupted, "corrupted is null");
    requireNonNull(steps, "steps is null");
    requireNonNull(seconds, "seconds is null");
  }

  /** A row, over its seeds. */
  private record Key(String family, String backend, String device) {}

  /** Two cells of one seed. */
  private record Pair(CellResult truth, CellResult corrupted) {}

  /**
   * Returns the slowdowns of a run, in the order of its cells.
   *
   * @param experiments of the run, by their ids
   */
  public static List<Slowdown> of(RunResult run, Map<String, Experiment> experiments) {
    List<Trained> all = Trained.of(run, experiments);
    Map<Family, CellResult> truths = new HashMap<>();
    all.stream()
        .filter(each -> isTrue(each.experiment()))
        .forEach(each -> truths.putIfAbsent(Family.ofCorruptions(each), each.cell()));
    Map<Key, List<Pair>> rows = new LinkedHashMap<>();
    for (Trained each : all) {
      CellResult cell = each.cell();
      CellResult truth = truths.get(Family.ofCorruptions(each));
      if (truth != null && !isTrue(each.experiment())) {
        rows.computeIfAbsent(
                new Key(Twins.family(cell), cell.key().backend(), cell.key().device().toString()),
                key -> new ArrayList<>())
            .add(new Pair(truth, cell));
      }
    }
    return rows.values().stream().map(Slowdown::of).toList();
  }

  private static boolean isTrue(Experiment experiment) {
    return experiment.data().labelCorruption() == 0
        && experiment.data().inputCorruption() == InputCorruption.NONE;
  }

  private static Slowdown of(List<Pair> pairs) {
    List<Double> steps = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (Pair pair : pairs) {
      Optional<Milestone> truth = zero(pair.truth());
      Optional<Milestone> corrupted = zero(pair.corrupted());
      if (truth.isPresent() && corrupted.isPresent()) {
        steps.add((double) corrupted.get().steps() / truth.get().steps());
        seconds.add(corrupted.get().seconds() / truth.get().seconds());
      }
    }
    return new Slowdown(
        pairs.getFirst().corrupted(), pairs.size(), steps.size(), mean(steps), mean(seconds));
  }

  private static Optional<GeometricMean> mean(List<Double> ratios) {
    boolean defined = ratios.stream().allMatch(ratio -> ratio > 0 && Double.isFinite(ratio));
    return ratios.isEmpty() || !defined
        ? Optional.empty()
        : Optional.of(GeometricMean.of(ratios.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Returns when a cell got to zero. */
  static Optional<Milestone> zero(CellResult cell) {
    return cell.learning().zeroLoss().or(() -> cell.learning().zeroError()).flatMap(Zero::reached);
  }
}
