package dev.rote.runner.result.provenance;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The machine of a run.
 *
 * @param before its state when the run began
 * @param after its state when the run ended
 * @param peakFlops measured float32 peak of the processor, FLOP/s, with the threads of the run
 */
public record Machine(MachineState before, Optional<MachineState> after, OptionalDouble peakFlops) {
  public Machine {
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
    requireNonNull(peakFlops, "peakFlops is null");
  }
}
