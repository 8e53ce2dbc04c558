package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.SpeedEntry;

/**
 * Which row of a suite.
 *
 * @param cell what people call it ({@link HistoryEntry#cell})
 * @param what the experiment's id, or of a speed the model and its batch
 * @param backend its id
 * @param device where it runs
 */
public record TrendRow(String cell, String what, String backend, Device device) {
  public TrendRow {
    requireNonNull(cell, "cell is null");
    requireNonNull(what, "what is null");
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
  }

  static TrendRow of(HistoryEntry entry) {
    return switch (entry) {
      case SpeedEntry speed ->
          new TrendRow(
              speed.cell(),
              "%s, batch %d".formatted(speed.key().model(), speed.key().batch()),
              speed.key().backend(),
              speed.key().device());
      case LearningEntry learning ->
          new TrendRow(
              learning.cell(),
              learning.key().experiment(),
              learning.key().backend(),
              learning.key().device());
    };
  }

  /** Returns {@code djl-pytorch cpu}. */
  public String target() {
    return backend + " " + device;
  }

  @Override
  public String toString() {
    return cell;
  }
}
