package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.history.Decision;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What a night gave of one measure of a row.
 *
 * @param night when it began
 * @param mean the geometric mean of the forks; of learning, the number itself
 * @param low the lower end of its 95% interval; empty with fewer than three forks
 * @param high the upper end
 * @param forks of how many it is
 * @param decision what the night decided
 * @param newMachine whether it was measured on another machine than the point before
 * @param newBuild whether another build ran than at the point before
 */
public record TrendPoint(
    Instant night,
    double mean,
    OptionalDouble low,
    OptionalDouble high,
    int forks,
    Decision.Kind decision,
    boolean newMachine,
    boolean newBuild) {
  public TrendPoint {
    requireNonNull(night, "night is null");
    requireNonNull(low, "low is null");
    requireNonNull(high, "high is null");
    requireNonNull(decision, "decision is null");
  }

  /** Returns the same, so many times as high. */
  TrendPoint times(double factor) {
    return new TrendPoint(
        night,
        mean * factor,
        times(low, factor),
        times(high, factor),
        forks,
        decision,
        newMachine,
        newBuild);
  }

  private static OptionalDouble times(OptionalDouble value, double factor) {
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
  }
}
