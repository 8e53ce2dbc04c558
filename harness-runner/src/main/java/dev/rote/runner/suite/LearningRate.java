package dev.rote.runner.suite;

/**
 * An exponential schedule: {@code initial * decayPerEpoch ^ epoch}, epochs counted from 0, computed
 * in float64 and rounded to float32.
 *
 * @param initial the rate of the first epoch; 0 trains nothing, as a control
 * @param decayPerEpoch more than 0, at most 1
 */
public record LearningRate(double initial, double decayPerEpoch) {
  public LearningRate {
    float single = (float) initial;
    if (!(single >= 0 && Float.isFinite(single) && (single > 0 || initial == 0))) {
      throw new IllegalArgumentException(
          "the initial learning rate is %s, allowed is 0 or more, also as float32"
              .formatted(initial));
    }
    if (!(decayPerEpoch > 0 && decayPerEpoch <= 1)) {
      throw new IllegalArgumentException(
          "decayPerEpoch is " + decayPerEpoch + ", allowed is more than 0 and at most 1");
    }
  }

  /** Returns the rate of an epoch, counted from 0. */
  public float at(int epoch) {
    return (float) (initial * StrictMath.pow(decayPerEpoch, epoch));
  }
}
