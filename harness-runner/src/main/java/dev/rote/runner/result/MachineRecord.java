package dev.rote.runner.result;

import dev.rote.runner.worker.MachineState;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The machine of a run.
 *
 * @param before its state when the run began
 * @param after its state when the run ended
 * @param peakFlops measured float32 peak of the processor, FLOP/s, with the threads of the run
 */
public record MachineRecord(
    MachineState before, Optional<MachineState> after, OptionalDouble peakFlops) {}
