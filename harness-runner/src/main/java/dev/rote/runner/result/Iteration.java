package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * One measured iteration of a fork.
 *
 * @param examplesPerSecond of wall time
 * @param seconds of wall time
 * @param processorSeconds that all threads of the process spent on a processor meanwhile; empty
 *     where the system does not tell
 */
public record Iteration(double examplesPerSecond, double seconds, OptionalDouble processorSeconds) {
  public Iteration {
    requireNonNull(processorSeconds, "processorSeconds is null");
  }
}
