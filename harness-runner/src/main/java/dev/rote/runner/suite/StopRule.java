package dev.rote.runner.suite;

import java.time.Duration;

/**
 * When a cell's training ends.
 *
 * @param until what it is to reach
 * @param maxEpochs after this many epochs it ends all the same
 * @param timeout after this long it is stopped
 */
public record StopRule(Until until, int maxEpochs, Duration timeout) {
  /** What a cell is to reach. */
  public enum Until {
    /** The threshold on the error. */
    ERROR,
    /** Every threshold. */
    ALL
  }
}
