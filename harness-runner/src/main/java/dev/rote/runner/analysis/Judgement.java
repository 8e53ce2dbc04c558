package dev.rote.runner.analysis;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import java.util.List;

/**
 * What a run comes to.
 *
 * @param mismatches cells that were handed something else than their neighbours
 * @param beyond cells whose losses are beyond the tolerance
 * @param failed whether some cell or throughput crashed, timed out or was unavailable
 * @param unproven whether something that Rote promises could not be checked
 */
public record Judgement(
    List<Identity.Mismatch> mismatches, List<CellResult> beyond, boolean failed, boolean unproven) {
  /** Judges a run by its results alone. */
  public static Judgement of(RunResult run) {
    return new Judgement(
        Identity.mismatches(run.cells()),
        run.cells().stream().filter(Judgement::isBeyond).toList(),
        run.cells().stream().anyMatch(cell -> cell.outcome().failed())
            || run.throughput().stream().anyMatch(each -> each.outcome().failed()),
        run.references().values().stream()
            .anyMatch(reference -> reference.ending().outcome().failed()));
  }

  private static boolean isBeyond(CellResult cell) {
    return cell.parity().filter(parity -> !parity.within()).isPresent();
  }

  /** Returns whether some row is not the same experiment as its neighbours. */
  public boolean mismatch() {
    return !mismatches.isEmpty() || !beyond.isEmpty();
  }
}
