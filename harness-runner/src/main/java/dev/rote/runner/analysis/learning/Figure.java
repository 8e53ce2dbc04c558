package dev.rote.runner.analysis.learning;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.Zero;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * A number that tells how a cell learned, and that rounding may change.
 *
 * @param threshold the epochs to which are meant, or empty if it is an accuracy
 * @param name for people, as in {@code epochs to error 0} or {@code test accuracy}
 * @param of the number of a training run: an epoch, infinite if the threshold was not met; or an
 *     accuracy at the last epoch, 0 to 1; empty if there is none
 */
public record Figure(
    Optional<Threshold> threshold, String name, Function<Learning, OptionalDouble> of) {
  /** Returns the figures of some cells: epochs to each threshold, and then the accuracies. */
  public static List<Figure> of(List<CellResult> cells) {
    Set<Threshold> thresholds = new LinkedHashSet<>();
    cells.forEach(cell -> cell.learning().zero().forEach(zero -> thresholds.add(zero.threshold())));
    List<Figure> figures = new ArrayList<>();
    thresholds.forEach(threshold ->
        figures.add(
            new Figure(
                Optional.of(threshold),
                "epochs to " + threshold.text(),
                learning -> epoch(learning, threshold))));
    figures.add(new Figure(Optional.empty(), "train accuracy", Learning::trainAccuracy));
    figures.add(new Figure(Optional.empty(), "test accuracy", Learning::testAccuracy));
    return figures;
  }

  private static OptionalDouble epoch(Learning learning, Threshold threshold) {
    return learning.zero().stream()
        .filter(zero -> zero.threshold().equals(threshold))
        .map(Zero::reached)
        .mapToDouble(reached ->
            reached
                .map(Milestone::epoch)
                .map(Integer::doubleValue)
                .orElse(Double.POSITIVE_INFINITY))
        .findFirst();
  }
}
