package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.history.Decision;
import java.time.Instant;
import java.util.Comparator;
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

  /**
   * What nights that decided the same have in common: a regression alarms every night until it is
   * mended or accepted, and all of these nights are compared with the same one.
   *
   * @param against the night whose build it was compared with; where there is none, the night
   *     itself
   */
  public record Cause(String backend, Device device, Decision.Kind kind, Instant against) {}

  /** Returns what it has in common with other nights. */
  public Cause cause() {
    Instant against =
        decisions.stream()
            .sorted(Comparator.comparing(Decided::of))
            .flatMap(each -> each.decision().against().stream())
            .findFirst()
            .orElse(night);
    return new Cause(backend, device, kind, against);
  }

  /** Returns whether a speed is among them. */
  boolean ofSpeed() {
    return decisions.stream().anyMatch(each -> each.of() != Of.LEARNING);
  }
}
