package dev.rote.runner.result;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of measuring a throughput. */
public enum SpeedOutcome {
  /** At least one fork was measured, and none failed. */
  MEASURED("measured"),
  /** No fork has ended yet. */
  PENDING("pending"),
  /** As of a cell. */
  UNSUPPORTED("unsupported"),
  /** As of a cell. */
  UNAVAILABLE("unavailable"),
  /** As of a cell. */
  CRASHED("crashed"),
  /** As of a cell. */
  TIMED_OUT("timed-out");

  private final String id;

  SpeedOutcome(String id) {
    this.id = id;
  }

  /** Returns what it means for a throughput that a fork ended so. */
  public static SpeedOutcome of(Outcome fork) {
    return switch (fork) {
      case REACHED, NOT_REACHED, DIVERGED -> MEASURED;
      case UNSUPPORTED -> UNSUPPORTED;
      case UNAVAILABLE -> UNAVAILABLE;
      case CRASHED -> CRASHED;
      case TIMED_OUT -> TIMED_OUT;
    };
  }

  /** Returns the name that results use, such as {@code measured}. */
  @JsonValue
  public String id() {
    return id;
  }

  /** Returns whether a requested throughput could not be measured. */
  public boolean failed() {
    return switch (this) {
      case UNAVAILABLE, CRASHED, TIMED_OUT -> true;
      case MEASURED, PENDING, UNSUPPORTED -> false;
    };
  }

  @Override
  public String toString() {
    return id;
  }
}
