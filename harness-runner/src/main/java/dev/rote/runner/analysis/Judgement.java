package dev.rote.runner.analysis;

import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run comes to.
 *
 * @param mismatches cells that were handed something else than their neighbours
 * @param beyond cells whose losses are beyond the tolerance
 * @param inconsistent by cell or twin, why they are not one with themselves: losses against their
 *     own predictions
 * @param failed whether some cell, twin or throughput crashed, timed out or was unavailable
 * @param contradicted rows whose device was seen not to be what runs, each with the evidence
 * @param unchecked what Rote promises and could not check, a sentence each
 */
public record Judgement(
    List<Identity.Mismatch> mismatches,
    List<CellResult> beyond,
    Map<String, String> inconsistent,
    boolean failed,
    Map<String, String> contradicted,
    List<String> unchecked) {
  /** Begins the problem of a check that was not made. */
  public static final String NOT_CHECKED = "not checked: ";

  /** Judges a run by its results alone. */
  public static Judgement of(RunResult run) {
    return new Judgement(
        Identity.mismatches(run),
        run.cells().stream().filter(Judgement::isBeyond).toList(),
        inconsistent(run),
        run.cells().stream().anyMatch(cell -> cell.outcome().failed())
            || run.twins().stream().anyMatch(twin -> twin.result().outcome().failed())
            || run.throughput().stream().anyMatch(each -> each.outcome().failed()),
        contradicted(run.cells()),
        Unchecked.of(run.references(), run.cells(), run.sessions(), run.missing() == 0));
  }

  private static Map<String, String> contradicted(List<CellResult> cells) {
    Map<String, String> contradicted = new LinkedHashMap<>();
    for (CellResult cell : cells) {
      cell.attestation()
          .filter(attestation -> attestation.verdict() == Attestation.Verdict.CONTRADICTED)
          .ifPresent(attestation ->
              contradicted.put(
                  "%s on %s %s"
                      .formatted(cell.key().model(), cell.key().backend(), cell.key().device()),
                  attestation.sentence()));
    }
    return contradicted;
  }

  private static Map<String, String> inconsistent(RunResult run) {
    Map<String, String> inconsistent = new LinkedHashMap<>();
    run.cells()
        .forEach(cell ->
            Consistency.objection(cell)
                .ifPresent(why -> inconsistent.put(cell.key().toString(), why)));
    run.twins()
        .forEach(twin ->
            Consistency.objection(twin.result())
                .ifPresent(why -> inconsistent.put(twin.toString(), why)));
    return inconsistent;
  }

  private static boolean isBeyond(CellResult cell) {
    return cell.parity().filter(parity -> !parity.within()).isPresent();
  }

  /**
   * Returns whether some row is not the same experiment as its neighbours or as itself, or does not
   * run on what it names.
   */
  public boolean mismatch() {
    return !mismatches.isEmpty()
        || !beyond.isEmpty()
        || !inconsistent.isEmpty()
        || !contradicted.isEmpty();
  }
}
