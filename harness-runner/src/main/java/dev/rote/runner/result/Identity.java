package dev.rote.runner.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  public record Mismatch(CellRecord cell, List<String> what) {}

  /** Returns the cells whose hashes differ from those of the first cell of their experiment. */
  public static List<Mismatch> mismatches(List<CellRecord> cells) {
    Map<String, CellRecord> firsts = new LinkedHashMap<>();
    List<Mismatch> mismatches = new ArrayList<>();
    for (CellRecord cell : cells) {
      if (cell.hashes().getOrDefault("images", Optional.empty()).isEmpty()) {
        continue;
      }
      CellRecord first = firsts.putIfAbsent(cell.experiment(), cell);
      if (first != null) {
        List<String> what = differences(first, cell);
        if (!what.isEmpty()) {
          mismatches.add(new Mismatch(cell, what));
        }
      }
    }
    return mismatches;
  }

  private static List<String> differences(CellRecord first, CellRecord cell) {
    List<String> differences = new ArrayList<>();
    for (String name : CellRecord.SHARED_HASHES) {
      Optional<String> expected = first.hashes().getOrDefault(name, Optional.empty());
      Optional<String> actual = cell.hashes().getOrDefault(name, Optional.empty());
      if (expected.isPresent() && actual.isPresent() && !expected.equals(actual)) {
        differences.add(name);
      }
    }
    int epochs = Math.min(first.epochs().size(), cell.epochs().size());
    for (int i = 1; i < epochs; i++) {
      if (!first.epochs().get(i).order().equals(cell.epochs().get(i).order())) {
        differences.add("order of epoch " + (i + 1));
        break;
      }
    }
    return differences;
  }
}
