package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rote.runner.result.evidence.ProbeLogits;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a cell learned, up to where it came.
 *
 * @param zero every threshold of the suite, and when it was first met
 * @param epochs every epoch that was trained and evaluated
 * @param trace the training loss of each of the first steps, 100 at most, each before its update
 * @param logits what it predicted before and after the steps that are compared; empty if it did not
 *     get so far
 * @param hashes of what was handed to the backend
 * @param closedForm how near it came to what is known without training, if anything is
 */
public record Learning(
    List<Zero> zero,
    List<EpochResult> epochs,
    List<Float> trace,
    Optional<ProbeLogits> logits,
    Hashes hashes,
    Optional<ClosedForm> closedForm) {
  public Learning {
    zero = List.copyOf(zero);
    epochs = List.copyOf(epochs);
    trace = List.copyOf(trace);
    requireNonNull(logits, "logits is null");
    requireNonNull(hashes, "hashes is null");
    requireNonNull(closedForm, "closedForm is null");
  }

  /** Returns the last epoch that was evaluated. */
  public Optional<EpochResult> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast());
  }

  /**
   * Returns the first epoch with the highest test accuracy, or the highest training accuracy where
   * there is no test set. Published figures are sometimes of that epoch, and sometimes of the last.
   */
  public Optional<EpochResult> best() {
    Optional<EpochResult> best = Optional.empty();
    for (EpochResult epoch : epochs) {
      if (best.isEmpty() || accuracy(epoch) > accuracy(best.get())) {
        best = Optional.of(epoch);
      }
    }
    return best;
  }

  private static double accuracy(EpochResult epoch) {
    return epoch.testAccuracy().orElse(epoch.trainAccuracy());
  }

  /** Returns zero loss: the smallest threshold on the loss, which is the headline of a report. */
  public Optional<Zero> zeroLoss() {
    return of(Threshold.Quantity.LOSS)
        .min(Comparator.comparingDouble(zero -> zero.threshold().atMost()));
  }

  /** Returns the threshold on the error. */
  public Optional<Zero> zeroError() {
    return of(Threshold.Quantity.ERROR).findFirst();
  }

  private Stream<Zero> of(Threshold.Quantity quantity) {
    return zero.stream().filter(each -> each.threshold().quantity() == quantity);
  }

  /** Returns the first epoch at whose end each threshold held, by the threshold's name. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public Map<String, OptionalInt> epochsToZero() {
    Map<String, OptionalInt> epochs = new LinkedHashMap<>();
    for (Zero each : zero) {
      epochs.put(
          each.threshold().name(), each.reached().stream().mapToInt(Milestone::epoch).findFirst());
    }
    return epochs;
  }

  /** Returns the training steps until the error threshold held. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public OptionalLong stepsToZero() {
    return error().mapToLong(Milestone::steps).findFirst();
  }

  /** Returns the seconds in training steps until the error threshold held. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public OptionalDouble secondsToZero() {
    return error().mapToDouble(Milestone::seconds).findFirst();
  }

  private Stream<Milestone> error() {
    return zeroError().flatMap(Zero::reached).stream();
  }

  /** Returns the accuracy on the training set after the last epoch, 0 to 1. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public OptionalDouble trainAccuracy() {
    return last().stream().mapToDouble(EpochResult::trainAccuracy).findFirst();
  }

  /** Returns the accuracy on the test set after the last epoch, 0 to 1. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public OptionalDouble testAccuracy() {
    return last().map(EpochResult::testAccuracy).orElse(OptionalDouble.empty());
  }
}
