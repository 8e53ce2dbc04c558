package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import java.util.List;

/**
 * What a night came to.
 *
 * @param run the night's own, without what confirmed
 * @param entries as the history has them
 * @param marks what of the machine a reader must know, a clause each
 * @param notes what else, a sentence each
 */
public record NightReport(
    RunResult run, List<HistoryEntry> entries, List<String> marks, List<String> notes) {
  public NightReport {
    requireNonNull(run, "run is null");
    entries = List.copyOf(entries);
    marks = List.copyOf(marks);
    notes = List.copyOf(notes);
  }

  /** Returns whether somebody must look at it. */
  public boolean alarms() {
    return count(Decision.Kind.ALARM) > 0;
  }

  /**
   * Returns whether some row is not the same experiment as its neighbours or as itself. A cell
   * whose losses left the reference as they had in the night that stands is what somebody has
   * accepted.
   */
  public boolean mismatch() {
    Judgement judgement = Judgement.of(run);
    return !judgement.mismatches().isEmpty()
        || !judgement.inconsistent().isEmpty()
        || !judgement.contradicted().isEmpty()
        || judgement.beyond().stream().anyMatch(cell -> !isAsBefore(cell));
  }

  private boolean isAsBefore(CellResult cell) {
    return entries.stream()
        .filter(entry -> entry.cell().equals(cell.key().toString()))
        .flatMap(entry -> entry.decisions().stream())
        .anyMatch(decision -> decision.kind() == Decision.Kind.NONE);
  }

  /** Returns how many decisions are of a kind. */
  public int count(Decision.Kind kind) {
    return (int)
        entries.stream()
            .flatMap(entry -> entry.decisions().stream())
            .filter(decision -> decision.kind() == kind)
            .count();
  }
}
