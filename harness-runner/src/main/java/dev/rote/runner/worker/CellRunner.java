package dev.rote.runner.worker;

import java.io.IOException;
import java.util.Optional;

/** Runs the convergence of a cell in a process of its own. */
public final class CellRunner {
  private CellRunner() {}

  /**
   * Runs a cell to its end. Whatever happens to its process is an outcome of the report.
   *
   * @param request the cell
   * @param listener follows it, in this thread
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static CellReport run(CellRequest request, CellListener listener) throws IOException {
    CellProgress progress = new CellProgress(request.experiment().thresholds(), listener);
    return switch (CellLaunch.of(request, request.experiment().stop().timeout())) {
      case CellLaunch.Refused(CellObjection(Outcome outcome, String reason)) ->
          progress.report(outcome, Optional.of(reason), request.log());
      case CellLaunch.Ready(WorkerLaunch launch) -> {
        WorkerJob job = new WorkerJob.Converge(request.cell());
        WorkerEnd end = WorkerProcess.run(launch, job, progress::accept);
        yield progress.report(end, request.log());
      }
    };
  }
}
