package dev.rote.runner.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Lets a cell train its first steps in a process of its own, for parity. */
public final class TraceRunner {
  private TraceRunner() {}

  /**
   * What came of it.
   *
   * @param trace the loss of every step, if there was no failure
   * @param beside the same from beside the initial parameters, if that was wanted
   * @param failure one sentence
   */
  public record TraceReport(
      List<Float> trace, Optional<Floor> beside, Outcome outcome, Optional<String> failure) {
    public TraceReport {
      trace = List.copyOf(trace);
    }
  }

  /**
   * What starting beside the initial parameters gave: how far rounding alone takes a trace.
   *
   * @param oneUlp the loss of every step from one ulp beside
   * @param disturbed the same from {@link dev.rote.runner.parity.ParityTolerance#DISTURBANCE_ULPS}
   *     ulps beside
   */
  public record Floor(List<Float> oneUlp, List<Float> disturbed) {
    public Floor {
      oneUlp = List.copyOf(oneUlp);
      disturbed = List.copyOf(disturbed);
    }
  }

  /**
   * Trains.
   *
   * @param request the cell
   * @param steps how many, 1 or more
   * @param floor whether to train again from beside the initial parameters
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static TraceReport run(CellRequest request, int steps, boolean floor) throws IOException {
    Files.createDirectories(request.log().toAbsolutePath().getParent());
    return switch (CellLaunch.of(request, request.experiment().stop().timeout())) {
      case CellLaunch.Refused(CellObjection objection) ->
          failed(objection.outcome(), objection.reason());
      case CellLaunch.Ready(WorkerLaunch launch) -> {
        JobResult<WorkerEvent.Traced> result =
            JobResult.of(
                launch,
                new WorkerJob.TraceSteps(request.cell(), steps, floor),
                WorkerEvent.Traced.class);
        if (result.answer().isEmpty()) {
          WorkerEvent.Failed failure = result.requireFailure();
          yield failed(failure.outcome(), failure.reason());
        }
        WorkerEvent.Traced traced = result.answer().get();
        yield new TraceReport(
            traced.trace(),
            traced.beside().map(each -> new Floor(each.oneUlp(), each.disturbed())),
            Outcome.REACHED,
            Optional.empty());
      }
    };
  }

  private static TraceReport failed(Outcome outcome, String reason) {
    return new TraceReport(List.of(), Optional.empty(), outcome, Optional.of(reason));
  }
}
