package dev.rote.runner.analysis;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the cells of an experiment were the same experiment: every backend was handed the same
 * images, labels, initial parameters and order of batches, as their hashes tell.
 */
public final class Identity {
  private Identity() {}

  /**
   * A cell that was handed something else than the first cell of its experiment.
   *
   * @param cell the odd one
   * @param what which hashes differ, such as {@code labels}
   */
  public record Mismatch(CellResult cell, List<String> what) {}

  /** Returns the cells whose hashes differ from those of the first cell of their experiment. */
  public static List<Mismatch> mismatches(List<CellResult> cells) {
    Map<String, CellResult> firsts = new LinkedHashMap<>();
    List<Mismatch> mismatches = new ArrayList<>();
    for (CellResult cell : cells) {
      if (cell.learning().hashes().images().isEmpty()) {
        continue;
      }
      CellResult first = firsts.putIfAbsent(cell.key().experiment(), cell);
      if (first != null) {
        List<String> what = differences(first, cell);
        if (!what.isEmpty()) {
          mismatches.add(new Mismatch(cell, what));
        }
      }
    }
    return mismatches;
  }

  private static List<String> differences(CellResult first, CellResult cell) {
    List<String> differences = new ArrayList<>();
    Map<String, Optional<String>> actual = cell.learning().hashes().shared();
    first
        .learning()
        .hashes()
        .shared()
        .forEach((name, expected) -> {
          if (expected.isPresent()
              && actual.get(name).isPresent()
              && !expected.equals(actual.get(name))) {
            differences.add(name);
          }
        });
    List<EpochResult> expected = first.learning().epochs();
    List<EpochResult> epochs = cell.learning().epochs();
    firstDifference(expected, epochs, 1, EpochResult::order)
        .ifPresent(epoch -> differences.add("order of epoch " + epoch));
    firstDifference(expected, epochs, 0, EpochResult::augmentedImages)
        .ifPresent(epoch -> differences.add("augmented images of epoch " + epoch));
    return differences;
  }

  private static Optional<Integer> firstDifference(
      List<EpochResult> expected,
      List<EpochResult> epochs,
      int first,
      Function<EpochResult, Object> part) {
    for (int i = first; i < Math.min(expected.size(), epochs.size()); i++) {
      if (!part.apply(expected.get(i)).equals(part.apply(epochs.get(i)))) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }
}
