package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What training made of a linear model that began at 0, beside the solution of minimum norm: the
 * smallest weights that fit every training example exactly, to which gradient descent converges
 * (Zhang et al. 2016, section 5).
 *
 * @param norm Frobenius norm of the trained weights
 * @param minimumNorm of the solution
 * @param distance of the two, relative to the solution's norm
 * @param outsideSpan norm of the part of the trained weights that is no sum of training images,
 *     relative to their norm: 0 but for rounding, whenever training ended
 * @param testAccuracy of the solution, 0 to 1; empty without a test set
 */
public record MinimumNorm(
    double norm,
    double minimumNorm,
    double distance,
    double outsideSpan,
    OptionalDouble testAccuracy) {
  public MinimumNorm {
    requireNonNull(testAccuracy, "testAccuracy is null");
  }
}
