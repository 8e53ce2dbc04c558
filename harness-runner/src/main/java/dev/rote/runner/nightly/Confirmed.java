package dev.rote.runner.nightly;

import dev.rote.runner.analysis.comparison.Verdict;
import dev.rote.runner.history.Decision;

/** What follows from the verdict of a second stage. */
final class Confirmed {
  private Confirmed() {}

  static Decision.Kind kind(Verdict confirmed) {
    return switch (confirmed) {
      case REGRESSED, SEMANTIC_CHANGE -> Decision.Kind.ALARM;
      case IMPROVED -> Decision.Kind.GAIN;
      case UNCHANGED -> Decision.Kind.NONE;
      case INCONCLUSIVE, NEW, MISSING -> Decision.Kind.NOTE;
    };
  }
}
