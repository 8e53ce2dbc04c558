package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of a cell's process.
 *
 * @param framework name and version, once the device was found
 * @param startupSeconds from the start of the JVM to the end of the first step, without what the
 *     harness took for the data
 * @param peakRssBytes largest resident memory by the end of its last epoch
 * @param printedBytes how much its log has, which it took time to print
 */
public record WorkerFacts(
    Optional<String> framework,
    OptionalDouble startupSeconds,
    OptionalLong peakRssBytes,
    OptionalLong printedBytes) {
  /** Of a cell whose process said nothing, or was not started. */
  public static final WorkerFacts NONE =
      new WorkerFacts(
          Optional.empty(), OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());

  public WorkerFacts {
    requireNonNull(framework, "framework is null");
    requireNonNull(startupSeconds, "startupSeconds is null");
    requireNonNull(peakRssBytes, "peakRssBytes is null");
    requireNonNull(printedBytes, "printedBytes is null");
  }
}
