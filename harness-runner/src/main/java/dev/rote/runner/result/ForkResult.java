package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a fork of a throughput measurement.
 *
 * @param round in which it ran, from 0: one fork of every backend and device
 * @param place its turn within the round, from 0
 * @param started when
 * @param ending whether it was measured
 * @param samples present if it was
 * @param printedBytes how much its log has, which it took time to print; empty in older results
 * @param setAside what disturbed it, where it was measured again and counts no more; empty for all
 *     that count
 */
public record ForkResult(
    int round,
    int place,
    Instant started,
    @JsonUnwrapped Ending ending,
    Optional<ForkSamples> samples,
    OptionalLong printedBytes,
    Optional<String> setAside)
    implements UnitResult {
  public ForkResult {
    requireNonNull(started, "started is null");
    requireNonNull(ending, "ending is null");
    requireNonNull(samples, "samples is null");
    requireNonNull(printedBytes, "printedBytes is null");
    requireNonNull(setAside, "setAside is null");
  }

  /** Returns the same, set aside for a reason. */
  public ForkResult setAside(String why) {
    return new ForkResult(round, place, started, ending, samples, printedBytes, Optional.of(why));
  }

  /** Returns the same, as of another round. */
  public ForkResult inRound(int other) {
    return new ForkResult(other, place, started, ending, samples, printedBytes, setAside);
  }

  /** Returns whether it was measured and is not set aside. */
  public boolean counts() {
    return samples.isPresent() && setAside.isEmpty();
  }
}
