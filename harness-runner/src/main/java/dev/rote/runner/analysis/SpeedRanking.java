package dev.rote.runner.analysis;

import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.ThroughputResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of the rows that train one model with one batch size is the fastest, and whether that is
 * more than chance. Rows are many and pairs are more: each is judged so strictly that all of them
 * together call a difference what is none in {@link SpeedRatio#LEVEL} of the runs at most.
 *
 * @param phase what was timed
 * @param rows that were measured, the fastest first
 */
public record SpeedRanking(Phase phase, List<ThroughputResult> rows) {
  public SpeedRanking {
    rows = List.copyOf(rows);
  }

  /**
   * Ranks rows.
   *
   * @param rows of one model and batch size, of one run; what was not measured is left out
   */
  public static SpeedRanking of(Phase phase, List<ThroughputResult> rows) {
    return new SpeedRanking(
        phase,
        rows.stream()
            .filter(row -> measurement(row, phase).isPresent())
            .sorted(
                Comparator.comparingDouble(
                    (ThroughputResult row) -> -measurement(row, phase).orElseThrow().score()))
            .toList());
  }

  /** Returns what was measured of a row in a phase. */
  public static Optional<Measurement> measurement(ThroughputResult row, Phase phase) {
    return switch (phase) {
      case TRAINING -> row.train();
      case INFERENCE -> row.predict();
    };
  }

  /** Returns the ratio of two of the rows, judged as one of all their pairs. */
  public Optional<SpeedRatio> ratio(ThroughputResult row, ThroughputResult baseline) {
    return SpeedRatio.of(row, baseline, phase, pairs());
  }

  private int pairs() {
    return Math.max(1, rows.size() * (rows.size() - 1) / 2);
  }

  /**
   * Returns the fastest row, if it is seen to be faster than every other; empty also where there is
   * no other.
   */
  public Optional<ThroughputResult> best() {
    return rows.size() > 1 && unbeaten().size() == 1
        ? Optional.of(rows.getFirst())
        : Optional.empty();
  }

  /** Returns the fastest row and those that are not seen to be slower than it. */
  public List<ThroughputResult> unbeaten() {
    if (rows.isEmpty()) {
      return List.of();
    }
    ThroughputResult first = rows.getFirst();
    return rows.stream()
        .filter(
            row -> row.equals(first) || !ratio(first, row).filter(SpeedRatio::differs).isPresent())
        .toList();
  }
}
