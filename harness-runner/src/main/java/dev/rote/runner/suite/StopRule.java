package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a cell's training ends.
 *
 * @param until what it is to reach
 * @param maxEpochs after this many epochs it ends all the same
 * @param timeout after this long it is stopped
 */
public record StopRule(Until until, int maxEpochs, Duration timeout) {
  public StopRule {
    requireNonNull(until, "until is null");
    if (maxEpochs < 1) {
      throw new IllegalArgumentException("maxEpochs is " + maxEpochs + ", allowed is 1 or more");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout is " + timeout + ", allowed is more than 0");
    }
  }

  /** What a cell is to reach. */
  public enum Until {
    /** The threshold on the error. */
    ERROR("error"),
    /** Every threshold. */
    ALL("all");

    private final String id;

    Until(String id) {
      this.id = id;
    }

    /** Returns the name that suites use. */
    public String id() {
      return id;
    }
  }
}
