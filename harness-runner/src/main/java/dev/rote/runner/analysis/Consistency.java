package dev.rote.runner.analysis;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a cell's training and its predictions belong together all the way, long after the steps
 * that are compared with a reference: the first loss of an epoch is what the predictions before it
 * say, where a network computes the same in both. Stale predictions, losses of other steps, and
 * results kept from an earlier epoch show here.
 */
final class Consistency {
  /** A hundred times what other kernels for prediction were seen to make, see docs/parity.md. */
  static final double TOLERANCE = 1e-4;

  private Consistency() {}

  /** Returns what is wrong, or empty if nothing is. */
  static Optional<String> objection(CellResult cell) {
    return cell.learning().epochs().stream()
        .filter(epoch -> difference(epoch) > TOLERANCE)
        .min(Comparator.comparingInt(EpochResult::epoch))
        .map(epoch ->
            String.format(
                Locale.ROOT,
                "the first loss of epoch %d is not what its own predictions before it give (relative difference %.1e, allowed is %.1e): they are not of the same parameters or examples",
                epoch.epoch(),
                difference(epoch),
                TOLERANCE));
  }

  private static double difference(EpochResult epoch) {
    return epoch.firstLossDifference().orElse(0);
  }
}
