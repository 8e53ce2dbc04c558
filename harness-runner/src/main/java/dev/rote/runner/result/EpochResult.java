package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One epoch and the evaluation at its end.
 *
 * @param epoch counted from 1
 * @param steps training steps in it
 * @param learningRate of its last step; in a warm-up those before it had lower ones
 * @param train of the whole training set in evaluation mode; its loss is not finite when the run
 *     diverged
 * @param test of the test set, or empty if the experiment has none
 * @param trainSeconds in the backend's training steps, and in nothing else
 * @param evaluationSeconds in the backend's predictions, and in nothing else
 * @param order hash of the indices handed over, window by window
 * @param augmentedImages hash of the images handed over for this epoch alone, or empty if every
 *     epoch has the same
 * @param firstLossDifference the relative difference of the epoch's first loss from the one that
 *     the cell's own predictions before it give for the same examples; empty where the two need not
 *     agree (dropout, batch norm) and in the first epoch
 */
public record EpochResult(
    int epoch,
    int steps,
    float learningRate,
    Evaluation train,
    Optional<Evaluation> test,
    double trainSeconds,
    double evaluationSeconds,
    String order,
    Optional<String> augmentedImages,
    OptionalDouble firstLossDifference) {
  public EpochResult {
    requireNonNull(train, "train is null");
    requireNonNull(test, "test is null");
    requireNonNull(order, "order is null");
    requireNonNull(augmentedImages, "augmentedImages is null");
    requireNonNull(firstLossDifference, "firstLossDifference is null");
  }

  /** Returns the loss of the training set. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public double trainLoss() {
    return train.loss();
  }

  /** Returns the accuracy on the training set, 0 to 1. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public double trainAccuracy() {
    return train.accuracy();
  }

  /** Returns the loss of the test set. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public OptionalDouble testLoss() {
    return test.isPresent() ? OptionalDouble.of(test.get().loss()) : OptionalDouble.empty();
  }

  /** Returns the accuracy on the test set, 0 to 1. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public OptionalDouble testAccuracy() {
    return test.isPresent() ? OptionalDouble.of(test.get().accuracy()) : OptionalDouble.empty();
  }
}
