package dev.rote.runner.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets the entries of a history hold equal values once: a hundred lines repeat their night, and a
 * thousand nights their rows.
 */
final class SharedValues {
  private final Map<Object, Object> values = new HashMap<>();

  /** Returns an equal entry whose parts are shared with those before. */
  HistoryEntry in(HistoryEntry entry) {
    return switch (entry) {
      case SpeedEntry speed ->
          new SpeedEntry(
              HistoryLine.SCHEMA,
              shared(speed.night()),
              speed.line(),
              shared(speed.key()),
              shared(speed.build()),
              speed.outcome(),
              speed.training(),
              speed.inference(),
              shared(speed.verdict()));
      case LearningEntry learning ->
          new LearningEntry(
              HistoryLine.SCHEMA,
              shared(learning.night()),
              learning.line(),
              shared(learning.key()),
              shared(learning.build()),
              learning.outcome(),
              shared(learning.epochsTo()),
              shared(learning.last()),
              shared(learning.best()),
              learning.parity(),
              shared(learning.verdict()));
    };
  }

  @SuppressWarnings("unchecked") // Equal values are of one type.
  private <T> T shared(T value) {
    return (T) values.computeIfAbsent(value, each -> each);
  }
}
