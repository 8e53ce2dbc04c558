package dev.rote.runner.analysis.trend;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rote.runner.analysis.statistics.GeometricMean;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.ForkMeans;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.PhaseSpeed;
import dev.rote.runner.history.SpeedEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a series is of. */
public enum Measure {
  /** Examples of training per second of wall time. */
  TRAINING("training", "examples/s"),
  /** Examples of inference per second of wall time. */
  INFERENCE("inference", "examples/s"),
  /** The first epoch at whose end the first threshold held. */
  EPOCHS("epochs", "epochs to the first threshold"),
  /** The share of the test set that was right after the last epoch. */
  TEST_ACCURACY("test accuracy", "share of the test set");

  /** What a night has of a measure. */
  record Taken(GeometricMean mean, int forks, Optional<Decision> decision) {
    static Taken of(double value, Optional<Decision> decision) {
      return new Taken(new GeometricMean(value, Optional.empty()), 1, decision);
    }
  }

  private final String id;
  private final String unit;

  Measure(String id, String unit) {
    this.id = id;
    this.unit = unit;
  }

  /** Returns its name. */
  @JsonValue
  public String id() {
    return id;
  }

  /** Returns what its numbers are. */
  public String unit() {
    return unit;
  }

  /** Returns whether it is a speed, which depends on the machine. */
  public boolean ofSpeed() {
    return this == TRAINING || this == INFERENCE;
  }

  static List<Measure> of(HistoryEntry entry) {
    return entry instanceof SpeedEntry
        ? List.of(TRAINING, INFERENCE)
        : List.of(EPOCHS, TEST_ACCURACY);
  }

  /** Returns what a night has of it, if it was measured and is a number. */
  Optional<Taken> in(HistoryEntry entry) {
    return switch (entry) {
      case SpeedEntry speed -> speed(this == TRAINING ? speed.training() : speed.inference());
      case LearningEntry learning -> this == EPOCHS ? epochs(learning) : accuracy(learning);
    };
  }

  private static Optional<Taken> speed(PhaseSpeed speed) {
    ForkMeans forks = speed.wall();
    if (forks.size() == 0 || !forks.stream().allMatch(each -> each > 0 && Double.isFinite(each))) {
      return Optional.empty();
    }
    return Optional.of(
        new Taken(GeometricMean.of(forks.stream().toArray()), forks.size(), speed.decision()));
  }

  private static Optional<Taken> epochs(LearningEntry entry) {
    OptionalInt first = entry.epochsTo().values().stream().findFirst().orElse(OptionalInt.empty());
    return first.isPresent()
        ? Optional.of(Taken.of(first.getAsInt(), entry.decision()))
        : Optional.empty();
  }

  private static Optional<Taken> accuracy(LearningEntry entry) {
    return entry
        .last()
        .filter(last -> last.test().isPresent() && Double.isFinite(last.test().getAsDouble()))
        .map(last -> Taken.of(last.test().getAsDouble(), entry.decision()));
  }

  @Override
  public String toString() {
    return id;
  }
}
