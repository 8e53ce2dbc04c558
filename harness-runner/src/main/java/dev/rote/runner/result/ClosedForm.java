package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How near a network came to what is known of it without training.
 *
 * @param interpolationError of a network that began as an interpolation of its training examples:
 *     by how much its output was wrong at most, where labels are 1 apart; after the last epoch
 * @param minimumNorm of a linear model that began at 0: the solution to which it converges
 */
public record ClosedForm(OptionalDouble interpolationError, Optional<MinimumNorm> minimumNorm) {
  public ClosedForm {
    requireNonNull(interpolationError, "interpolationError is null");
    requireNonNull(minimumNorm, "minimumNorm is null");
  }
}
