package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.history.Decision;
import java.util.List;

/**
 * One night of a self-test.
 *
 * @param slowdown by which the speed of what was judged fell; 0 for none
 * @param rows what was decided about each
 * @param seconds that it took
 */
public record Trial(double slowdown, List<Row> rows, double seconds) {
  /**
   * A speed of a night.
   *
   * @param row whose
   * @param phase of training, or of inference
   * @param decision what was decided
   * @param noise logarithms of the ratios of its rounds, without the slowdown
   */
  public record Row(String row, Phase phase, Decision decision, List<Double> noise) {
    public Row {
      requireNonNull(row, "row is null");
      requireNonNull(phase, "phase is null");
      requireNonNull(decision, "decision is null");
      noise = List.copyOf(noise);
    }

    /** Returns whether it is the kind of decision. */
    public boolean is(Decision.Kind kind) {
      return decision.kind() == kind;
    }
  }

  public Trial {
    rows = List.copyOf(rows);
  }

  /** Returns whether some row has a decision of that kind. */
  public boolean has(Decision.Kind kind) {
    return rows.stream().anyMatch(row -> row.is(kind));
  }
}
