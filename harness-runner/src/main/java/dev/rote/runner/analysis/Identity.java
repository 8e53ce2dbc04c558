package dev.rote.runner.analysis;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.TwinResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * @param row the odd one, a cell or a twin of one
   * @param what which hashes differ, such as {@code labels}
   */
  public record Mismatch(String row, List<String> what) {}

  /**
   * Returns the cells whose hashes differ from those of the first cell of their experiment, and the
   * twins that were not handed the same but for their initial parameters, which all first twins
   * share, all second ones, and so on.
   */
  public static List<Mismatch> mismatches(RunResult run) {
    Map<String, CellResult> firsts = new LinkedHashMap<>();
    List<Mismatch> mismatches = new ArrayList<>();
    for (CellResult cell : run.cells()) {
      first(firsts, cell.key().experiment(), cell)
          .ifPresent(first -> add(mismatches, cell.key().toString(), differences(first, cell)));
    }
    Map<String, CellResult> twins = new LinkedHashMap<>();
    for (TwinResult twin : run.twins()) {
      String experiment = twin.key().experiment();
      Set<String> what = new LinkedHashSet<>();
      if (twin.result().learning().hashes().images().isPresent()
          && firsts.containsKey(experiment)) {
        what.addAll(butParameters(firsts.get(experiment), twin.result()));
      }
      first(twins, experiment + ", twin " + twin.twin(), twin.result())
          .ifPresent(first -> what.addAll(differences(first, twin.result())));
      add(mismatches, twin.toString(), List.copyOf(what));
    }
    return mismatches;
  }

  /** Returns the first of those with a name, or empty if it is this one, or was handed nothing. */
  private static Optional<CellResult> first(
      Map<String, CellResult> firsts, String name, CellResult cell) {
    return cell.learning().hashes().images().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(firsts.putIfAbsent(name, cell));
  }

  private static void add(List<Mismatch> mismatches, String row, List<String> what) {
    if (!what.isEmpty()) {
      mismatches.add(new Mismatch(row, what));
    }
  }

  /** A twin that starts where its cell does is none. */
  private static List<String> butParameters(CellResult cell, CellResult twin) {
    List<String> differences = new ArrayList<>(differences(cell, twin));
    if (!differences.remove(Hashes.PARAMETERS)) {
      differences.add("parameters than a twin's");
    }
    return differences;
  }

  /** Returns which hashes of what two cells were handed differ, such as {@code labels}. */
  public static List<String> differences(CellResult first, CellResult cell) {
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
