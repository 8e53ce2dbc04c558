package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Speed of a model on a backend and device, at one batch size.
 *
 * @param key whose
 * @param outcome whether it was measured
 * @param reason for every outcome but {@code measured} and {@code pending}
 * @param train training steps
 * @param predict predictions in evaluation mode
 * @param gflops of training: 10^9 floating-point operations of matrix products per second
 * @param shareOfPeak of the processor's measured peak
 * @param rounds its forks, as they ran, also those that are set aside
 */
public record ThroughputResult(
    @JsonUnwrapped SpeedKey key,
    SpeedOutcome outcome,
    Optional<String> reason,
    Optional<Measurement> train,
    Optional<Measurement> predict,
    OptionalDouble gflops,
    OptionalDouble shareOfPeak,
    List<ForkResult> rounds) {
  public ThroughputResult {
    requireNonNull(key, "key is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(train, "train is null");
    requireNonNull(predict, "predict is null");
    requireNonNull(gflops, "gflops is null");
    requireNonNull(shareOfPeak, "shareOfPeak is null");
    rounds = List.copyOf(rounds);
  }

  /** Returns the same row with other forks. */
  public ThroughputResult withRounds(List<ForkResult> other) {
    return new ThroughputResult(key, outcome, reason, train, predict, gflops, shareOfPeak, other);
  }

  /** Returns the forks that its speeds are of. */
  public List<ForkResult> counted() {
    return rounds.stream().filter(ForkResult::counts).toList();
  }
}
