package dev.rote.runner.analysis.comparison;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rote.runner.result.Outcome;
import java.util.Optional;

/**
 * What became of how a cell learns.
 *
 * @param row which cell
 * @param verdict what became of it
 * @param why the reason, for people
 * @param base how it ended in the first run
 * @param head the same of the second
 */
public record LearningComparison(
    @JsonUnwrapped RowKey row,
    Verdict verdict,
    String why,
    Optional<End> base,
    Optional<End> head) {
  /**
   * How a cell ended.
   *
   * @param outcome of it
   * @param figures epochs to each threshold and accuracies, for people; empty if it has none
   */
  public record End(Outcome outcome, String figures) {
    public End {
      requireNonNull(outcome, "outcome is null");
      requireNonNull(figures, "figures is null");
    }
  }

  public LearningComparison {
    requireNonNull(row, "row is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(why, "why is null");
    requireNonNull(base, "base is null");
    requireNonNull(head, "head is null");
  }
}
