package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.analysis.comparison.RowKey;
import dev.rote.runner.history.Decision;

/** What was decided about how fast a row trains or predicts. */
record SpeedDecision(RowKey row, Phase phase, Decision decision) {
  SpeedDecision {
    requireNonNull(row, "row is null");
    requireNonNull(phase, "phase is null");
    requireNonNull(decision, "decision is null");
  }
}
