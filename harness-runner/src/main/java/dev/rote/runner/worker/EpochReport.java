package dev.rote.runner.worker;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One epoch and the evaluation at its end.
 *
 * @param epoch counted from 1
 * @param steps training steps in it
 * @param learningRate of its steps
 * @param trainLoss mean cross-entropy of the whole training set in evaluation mode; not finite when
 *     the run diverged
 * @param trainError share of the training set classified wrongly, 0 to 1
 * @param testLoss of the test set, or empty if the experiment has none
 * @param testError of the test set, or empty if the experiment has none
 * @param trainSeconds in the backend's training steps, and in nothing else
 * @param evaluationSeconds in the backend's predictions, and in nothing else
 * @param order hash of the indices handed over, {@code [steps, batch]}
 * @param augmentedImages hash of the images handed over for this epoch alone, or empty if every
 *     epoch has the same
 */
public record EpochReport(
    int epoch,
    int steps,
    float learningRate,
    double trainLoss,
    double trainError,
    OptionalDouble testLoss,
    OptionalDouble testError,
    double trainSeconds,
    double evaluationSeconds,
    String order,
    Optional<String> augmentedImages) {
  public EpochReport {
    requireNonNull(testLoss, "testLoss is null");
    requireNonNull(testError, "testError is null");
    requireNonNull(order, "order is null");
    requireNonNull(augmentedImages, "augmentedImages is null");
  }

  /** Returns the share of the training set classified rightly, 0 to 1. */
  public double trainAccuracy() {
    return 1 - trainError;
  }

  /** Returns the share of the test set classified rightly, 0 to 1. */
  public OptionalDouble testAccuracy() {
    return testError.isPresent()
        ? OptionalDouble.of(1 - testError.getAsDouble())
        : OptionalDouble.empty();
  }
}
