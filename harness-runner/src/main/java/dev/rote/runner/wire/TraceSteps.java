package dev.rote.runner.wire;

import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.evidence.ProbeLogits;
import java.util.List;
import java.util.Optional;

/**
 * Train the first steps of a cell.
 *
 * @param beside whether to train them again from beside the initial parameters
 */
public record TraceSteps(CellWork cell, int steps, boolean beside) implements Job {
  /**
   * The first steps are done.
   *
   * @param trace the loss of every step
   * @param logits what was predicted before and after them
   * @param beside what came of starting beside the initial parameters, if that was wanted
   */
  public record Traced(
      List<Double> trace, ProbeLogits logits, Optional<ReferenceTrace.Beside> beside)
      implements Event {
    public Traced {
      trace = List.copyOf(trace);
    }
  }
}
