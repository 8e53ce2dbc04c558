package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A throughput of a run.
 *
 * @param source of which run
 * @param result what was measured
 */
public record SpeedRow(Source source, ThroughputResult result) {
  public SpeedRow {
    requireNonNull(source, "source is null");
    requireNonNull(result, "result is null");
  }

  /** Returns all of a report. */
  public static List<SpeedRow> of(Report report) {
    List<SpeedRow> rows = new ArrayList<>();
    for (Source source : report.sources()) {
      source.run().throughput().forEach(result -> rows.add(new SpeedRow(source, result)));
    }
    return rows;
  }

  /** Returns whether it is the speed of that row's model. */
  public boolean isOf(Row row) {
    return source.equals(row.source()) && result.key().isOf(row.key());
  }

  /** Returns whether another does the same work: the model and the batch size are the same. */
  public boolean sameWork(SpeedRow other) {
    return result.key().model().equals(other.result.key().model())
        && result.key().batch() == other.result.key().batch();
  }

  /** Returns those of the same run that do the same work, itself included. */
  public List<ThroughputResult> rivals(List<SpeedRow> rows) {
    return rows.stream()
        .filter(row -> row.source.equals(source) && sameWork(row))
        .map(SpeedRow::result)
        .toList();
  }
}
