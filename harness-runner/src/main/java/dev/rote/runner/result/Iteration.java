package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured iteration of a fork.
 *
 * @param examplesPerSecond of wall time
 * @param seconds of wall time
 * @param processorSeconds that all threads of the process spent on a processor meanwhile; empty
 *     where the system does not tell
 * @param contention who else wanted the processors; empty in older results
 */
public record Iteration(
    double examplesPerSecond,
    double seconds,
    OptionalDouble processorSeconds,
    Optional<Contention> contention) {
  public Iteration {
    requireNonNull(processorSeconds, "processorSeconds is null");
    requireNonNull(contention, "contention is null");
  }

  /** Returns the processor time of some iterations, or empty where that of one is not known. */
  public static OptionalDouble processorSeconds(List<Iteration> iterations) {
    return iterations.stream().allMatch(each -> each.processorSeconds().isPresent())
        ? OptionalDouble.of(
            iterations.stream().mapToDouble(each -> each.processorSeconds().getAsDouble()).sum())
        : OptionalDouble.empty();
  }

  /**
   * Returns the examples of some iterations per second of processor time, or empty where that of
   * one is not known.
   */
  public static OptionalDouble examplesPerProcessorSecond(List<Iteration> iterations) {
    OptionalDouble seconds = processorSeconds(iterations);
    return seconds.isPresent() && seconds.getAsDouble() > 0
        ? OptionalDouble.of(
            iterations.stream().mapToDouble(each -> each.examplesPerSecond() * each.seconds()).sum()
                / seconds.getAsDouble())
        : OptionalDouble.empty();
  }
}
