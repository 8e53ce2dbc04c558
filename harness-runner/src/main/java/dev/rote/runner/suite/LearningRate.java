package dev.rote.runner.suite;

/**
 * An exponential schedule: {@code initial * decayPerEpoch ^ epoch}, epochs counted from 0, computed
 * in float64 and rounded to float32.
 *
 * @param initial the rate of the first epoch, more than 0
 * @param decayPerEpoch more than 0, at most 1
 */
public record LearningRate(double initial, double decayPerEpoch) {
  /** Returns the rate of an epoch, counted from 0. */
  public float at(int epoch) {
    return (float) (initial * StrictMath.pow(decayPerEpoch, epoch));
  }
}
