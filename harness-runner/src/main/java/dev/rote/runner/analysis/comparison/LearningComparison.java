package dev.rote.runner.analysis.comparison;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * What became of how a cell learns.
 *
 * @param row which cell
 * @param verdict what became of it
 * @param why the reason, for people
 * @param base how it ended in the first run, in a few words
 * @param head the same of the second
 */
public record LearningComparison(
    @JsonUnwrapped RowKey row,
    Verdict verdict,
    String why,
    Optional<String> base,
    Optional<String> head) {
  public LearningComparison {
    requireNonNull(row, "row is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(why, "why is null");
    requireNonNull(base, "base is null");
    requireNonNull(head, "head is null");
  }
}
