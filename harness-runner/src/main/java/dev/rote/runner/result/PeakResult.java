package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.OptionalDouble;

/**
 * The measured float32 peak of the processor.
 *
 * @param ending whether it could be measured
 * @param flopsPerSecond of all threads together, if it could
 */
public record PeakResult(@JsonUnwrapped Ending ending, OptionalDouble flopsPerSecond)
    implements UnitResult {
  public PeakResult {
    requireNonNull(ending, "ending is null");
    requireNonNull(flopsPerSecond, "flopsPerSecond is null");
  }
}
