package dev.rote.runner.analysis.comparison;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.SpeedRatio.Interval;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many times as fast a row is in the second run as in the first.
 *
 * @param ratio of the second to the first
 * @param interval where the true ratio is, at 95%; empty where there are too few forks for one
 * @param p how often nothing but chance makes so large a difference
 * @param adjusted the same after the correction for all rows of the comparison
 * @param baseForks of the first run; where rounds are paired, the rounds
 * @param headForks of the second run; where rounds are paired, the rounds
 * @param forksNeeded about how many forks a side would show a difference of this size with a
 *     probability of 80%; empty where it is seen already, or none is to be seen
 */
public record Shift(
    double ratio,
    Optional<Interval> interval,
    double p,
    double adjusted,
    int baseForks,
    int headForks,
    OptionalInt forksNeeded) {
  public Shift {
    requireNonNull(interval, "interval is null");
    requireNonNull(forksNeeded, "forksNeeded is null");
  }

  Shift adjusted(double other) {
    return new Shift(ratio, interval, p, other, baseForks, headForks, forksNeeded);
  }
}
