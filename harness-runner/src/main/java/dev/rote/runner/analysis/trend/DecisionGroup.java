package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.history.Decision;
import java.time.Instant;
import java.util.List;

/**
 * What a night decided alike about the rows of a backend on a device: one cause, most likely,
 * however many rows it has moved.
 *
 * @param night that decided
 * @param backend its id
 * @param device where the rows ran
 * @param kind what follows; not none
 * @param decisions about each row, one or more
 */
public record DecisionGroup(
    Instant night, String backend, Device device, Decision.Kind kind, List<Decided> decisions) {
  /**
   * What was decided about a measure of a row.
   *
   * @param cell what people call the row
   * @param of training, inference or learning
   * @param decision and why
   */
  public record Decided(String cell, Of of, Decision decision) {
    public Decided {
      requireNonNull(cell, "cell is null");
      requireNonNull(of, "of is null");
      requireNonNull(decision, "decision is null");
    }
  }

  /** What of a row was decided about. */
  public enum Of {
    TRAINING,
    INFERENCE,
    LEARNING
  }

  public DecisionGroup {
    requireNonNull(night, "night is null");
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
    requireNonNull(kind, "kind is null");
    decisions = List.copyOf(decisions);
  }

  /** Returns whether a speed is among them. */
  boolean ofSpeed() {
    return decisions.stream().anyMatch(each -> each.of() != Of.LEARNING);
  }
}
