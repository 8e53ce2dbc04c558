package dev.rote.runner.cell;

import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.wire.TraceSteps;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lets a cell train its first steps in a process of its own, for parity. */
public final class TraceRunner {
  private TraceRunner() {}

  /**
   * Trains.
   *
   * @param request the cell
   * @param by what results call the one that trains
   * @param steps how many, 1 or more
   * @param beside whether to train again from beside the initial parameters
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static ReferenceTrace run(CellRequest request, String by, int steps, boolean beside)
      throws IOException {
    return switch (CellLaunch.of(request, request.experiment().stop().timeout())) {
      case CellLaunch.Refused(CellObjection objection) ->
          new ReferenceTrace(by, objection.ending(), List.of(), Optional.empty(), Optional.empty());
      case CellLaunch.Ready(WorkerLaunch launch) -> {
        JobResult<TraceSteps.Traced> result =
            JobResult.of(
                request.processes(),
                launch,
                new TraceSteps(request.work(), steps, beside),
                TraceSteps.Traced.class);
        yield new ReferenceTrace(
            by,
            result.ending(request.log()),
            result.answer().map(TraceSteps.Traced::trace).orElse(List.of()),
            result.answer().map(TraceSteps.Traced::logits),
            result.answer().flatMap(TraceSteps.Traced::beside));
      }
    };
  }
}
