package dev.rote.runner.cell;

import dev.rote.runner.plan.Unit;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.wire.MeasureFork;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Measures a cell's throughput in one fork, so that those of several backends can take turns. */
public final class ForkRunner {
  /** Training and predictions are measured one after the other. */
  private static final int BENCHMARKS = 2;

  /** A call is not cut short when an iteration's time is over, and every iteration opens anew. */
  private static final int ALLOWANCE = 10;

  private ForkRunner() {}

  /**
   * Measures one fork.
   *
   * @param request the cell; its experiment's data and optimizer are used
   * @param fork which fork it is, and how long it measures
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static ForkResult run(CellRequest request, Unit.Fork fork) throws IOException {
    Instant started = Instant.now();
    return switch (CellLaunch.of(request, timeout(request, fork.measuring()))) {
      case CellLaunch.Refused(CellObjection objection) ->
          result(fork, started, objection.ending(), Optional.empty(), OptionalLong.empty());
      case CellLaunch.Ready(WorkerLaunch launch) -> measure(request, fork, launch, started);
    };
  }

  private static Duration timeout(CellRequest request, Measuring measuring) {
    Duration planned =
        measuring
            .warmupTime()
            .multipliedBy(measuring.warmupIterations())
            .plus(measuring.iterationTime().multipliedBy(measuring.iterations()));
    return request
        .experiment()
        .stop()
        .timeout()
        .plus(planned.multipliedBy((long) BENCHMARKS * ALLOWANCE));
  }

  private static ForkResult measure(
      CellRequest request, Unit.Fork fork, WorkerLaunch launch, Instant started)
      throws IOException {
    JobResult<MeasureFork.ForkMeasured> result =
        JobResult.of(
            request.processes(),
            launch,
            new MeasureFork(
                request.work(),
                fork.cell().batchSize(),
                fork.measuring(),
                fork.cell().target().part().burn()),
            MeasureFork.ForkMeasured.class);
    return result(
        fork,
        started,
        result.ending(request.log()),
        result.answer().map(MeasureFork.ForkMeasured::samples),
        Logs.bytes(request.log()));
  }

  private static ForkResult result(
      Unit.Fork fork,
      Instant started,
      Ending ending,
      Optional<ForkSamples> samples,
      OptionalLong printedBytes) {
    return new ForkResult(
        fork.round(), fork.place(), started, ending, samples, printedBytes, Optional.empty());
  }
}
