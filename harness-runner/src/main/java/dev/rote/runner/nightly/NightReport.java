package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.history.Decision;
import dev.rote.runner.history.HistoryEntry;
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

  /** Returns how many decisions are of a kind. */
  public int count(Decision.Kind kind) {
    return (int)
        entries.stream()
            .flatMap(entry -> entry.decisions().stream())
            .filter(decision -> decision.kind() == kind)
            .count();
  }
}
