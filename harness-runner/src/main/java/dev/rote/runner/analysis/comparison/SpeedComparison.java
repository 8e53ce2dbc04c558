package dev.rote.runner.analysis.comparison;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a speed.
 *
 * @param row whose
 * @param phase of training, or of inference
 * @param verdict what became of it
 * @param why the reason, for people
 * @param base examples/s of the first run, the median of its forks
 * @param head the same of the second
 * @param wall the shift by wall time, if both were measured
 * @param processor the shift by processor time, if the system tells it
 */
public record SpeedComparison(
    @JsonUnwrapped RowKey row,
    Phase phase,
    Verdict verdict,
    String why,
    OptionalDouble base,
    OptionalDouble head,
    Optional<Shift> wall,
    Optional<Shift> processor) {
  public SpeedComparison {
    requireNonNull(row, "row is null");
    requireNonNull(phase, "phase is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(why, "why is null");
    requireNonNull(base, "base is null");
    requireNonNull(head, "head is null");
    requireNonNull(wall, "wall is null");
    requireNonNull(processor, "processor is null");
  }

  SpeedComparison with(Verdict other, String reason) {
    return new SpeedComparison(row, phase, other, reason, base, head, wall, processor);
  }
}
