package dev.rote.runner.report.format;

import dev.rote.runner.analysis.SpeedRanking;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.SpeedRow;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.SpeedKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A speed that was measured, which formats for benchmarks have an entry for.
 *
 * @param source of which run
 * @param key whose
 * @param phase of what
 * @param measurement how fast
 */
record MeasuredSpeed(Source source, SpeedKey key, Phase phase, Measurement measurement) {
  /** Returns those of a report, training before inference of each row. */
  static List<MeasuredSpeed> of(Report report) {
    List<MeasuredSpeed> speeds = new ArrayList<>();
    for (SpeedRow row : SpeedRow.of(report)) {
      for (Phase phase : Phase.values()) {
        SpeedRanking.measurement(row.result(), phase)
            .ifPresent(measurement ->
                speeds.add(
                    new MeasuredSpeed(row.source(), row.result().key(), phase, measurement)));
      }
    }
    return speeds;
  }
}
