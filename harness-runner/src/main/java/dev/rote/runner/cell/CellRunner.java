package dev.rote.runner.cell;

import dev.rote.runner.process.Conversation;
import dev.rote.runner.process.WorkerEnd;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.wire.Converge;
import java.io.IOException;

/** Runs the convergence of a cell, or of a twin of it, in a process of its own. */
public final class CellRunner {
  private CellRunner() {}

  /**
   * Runs a cell to its end. Whatever happens to its process is an outcome of the result.
   *
   * @param request the cell
   * @param compared after how many steps it predicts the images whose logits are compared
   * @param listener follows it, in this thread
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static CellResult run(CellRequest request, int compared, CellListener listener)
      throws IOException {
    return run(request, new Converge(request.work(), compared, 0), listener);
  }

  /**
   * Runs a twin of a cell to its end, as {@link #run} does the cell.
   *
   * @param number which twin, from 1
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static TwinResult twin(CellRequest request, int number, CellListener listener)
      throws IOException {
    return new TwinResult(number, run(request, new Converge(request.work(), 0, number), listener));
  }

  private static CellResult run(CellRequest request, Converge job, CellListener listener)
      throws IOException {
    CellProgress progress = new CellProgress(request.cell(), listener);
    return switch (CellLaunch.of(request, request.experiment().stop().timeout())) {
      case CellLaunch.Refused(CellObjection objection) -> progress.result(objection.ending());
      case CellLaunch.Ready(WorkerLaunch launch) -> {
        WorkerEnd end = Conversation.run(request.processes(), launch, job, progress::accept);
        yield progress.result(end, request.log());
      }
    };
  }
}
