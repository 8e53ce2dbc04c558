package dev.rote.runner.report.view;

import dev.rote.runner.analysis.SpeedRanking;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.result.ThroughputResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marks the fastest row of those that do the same work, where it is seen to be faster than every
 * other; and where it is not, says so beside the highest mean.
 */
public final class Best {
  /** A speed of a run. */
  private record Key(Source source, ThroughputResult speed, Phase phase) {}

  private final Map<Key, Remark> marks = new HashMap<>();

  private Best() {}

  /** Prepares the marks of a report. */
  public static Best of(Report report) {
    Best best = new Best();
    List<SpeedRow> rows = SpeedRow.of(report);
    for (SpeedRow row : rows) {
      for (Phase phase : Phase.values()) {
        SpeedRanking ranking = SpeedRanking.of(phase, row.rivals(rows));
        if (ranking.rows().size() > 1 && ranking.rows().getFirst() == row.result()) {
          best.marks.put(new Key(row.source(), row.result(), phase), mark(ranking));
        }
      }
    }
    return best;
  }

  private static Remark mark(SpeedRanking ranking) {
    if (ranking.best().isPresent()) {
      return Remark.good("fastest");
    }
    ThroughputResult next = ranking.unbeaten().get(1);
    return Remark.plain(
        "no difference seen (%s)"
            .formatted(
                ranking
                    .ratio(ranking.rows().getFirst(), next)
                    .map(Texts::needs)
                    .orElse("no round in common")));
  }

  /** Returns what stands beside a value, or empty. */
  public Optional<Remark> mark(Column column, Row row) {
    return switch (column.key()) {
      case Columns.TRAINING -> mark(row, Phase.TRAINING);
      case Columns.INFERENCE -> mark(row, Phase.INFERENCE);
      default -> Optional.empty();
    };
  }

  private Optional<Remark> mark(Row row, Phase phase) {
    return row.speed().map(speed -> marks.get(new Key(row.source(), speed, phase)));
  }
}
