package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a fork of a throughput measurement.
 *
 * @param round in which it ran, from 0: one fork of every backend and device
 * @param place its turn within the round, from 0
 * @param started when
 * @param ending whether it was measured
 * @param samples present if it was
 */
public record ForkResult(
    int round,
    int place,
    Instant started,
    @JsonUnwrapped Ending ending,
    Optional<ForkSamples> samples)
    implements UnitResult {
  public ForkResult {
    requireNonNull(started, "started is null");
    requireNonNull(ending, "ending is null");
    requireNonNull(samples, "samples is null");
  }
}
