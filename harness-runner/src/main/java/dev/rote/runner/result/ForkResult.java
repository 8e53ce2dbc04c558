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
 */
public record ForkResult(
    int round,
    int place,
    Instant started,
    @JsonUnwrapped Ending ending,
    Optional<ForkSamples> samples,
    OptionalLong printedBytes)
    implements UnitResult {
  public ForkResult {
    requireNonNull(started, "started is null");
    requireNonNull(ending, "ending is null");
    requireNonNull(samples, "samples is null");
    requireNonNull(printedBytes, "printedBytes is null");
  }
}
