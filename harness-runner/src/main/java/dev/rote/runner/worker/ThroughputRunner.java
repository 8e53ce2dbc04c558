package dev.rote.runner.worker;

import dev.rote.runner.suite.Measuring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures a cell's throughput, one fork at a time, so that the forks of several backends can take
 * turns. The samples of all forks make a {@link ThroughputReport}.
 */
public final class ThroughputRunner {
  /** Training and predictions are measured one after the other. */
  private static final int BENCHMARKS = 2;

  /** A call is not cut short when an iteration's time is over, and every iteration opens anew. */
  private static final int ALLOWANCE = 10;

  /** How JMH puts it. */
  private static final Pattern FORK_EXIT =
      Pattern.compile("Forked VM failed with exit code (\\d+)");

  private ThroughputRunner() {}

  /**
   * What became of a fork.
   *
   * @param outcome {@link Outcome#REACHED} if it was measured
   * @param reason one sentence if it was not
   * @param samples present if it was
   */
  public record ForkReport(
      Outcome outcome, Optional<String> reason, Optional<ForkSamples> samples) {}

  /**
   * Measures one fork.
   *
   * @param request the cell; its experiment's data and optimizer are used
   * @param batchSize examples of a step
   * @param measuring how long
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static ForkReport run(CellRequest request, int batchSize, Measuring measuring)
      throws IOException {
    return switch (CellLaunch.of(request, timeout(request, measuring))) {
      case CellLaunch.Refused(CellObjection(Outcome outcome, String reason)) ->
          failed(outcome, reason);
      case CellLaunch.Ready(WorkerLaunch launch) ->
          measure(launch, job(request, batchSize, measuring, launch));
    };
  }

  /** A fork of JMH's starts as a worker does, with its options and its archive of classes. */
  private static List<String> forkOptions(WorkerLaunch launch) {
    return Stream.concat(ClassArchive.jvmOptions().stream(), launch.jvmOptions().stream()).toList();
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

  private static WorkerJob job(
      CellRequest request, int batchSize, Measuring measuring, WorkerLaunch launch) {
    return new WorkerJob.MeasureThroughput(
        request.cell(),
        batchSize,
        measuring.warmupIterations(),
        measuring.warmupTime(),
        measuring.iterations(),
        measuring.iterationTime(),
        forkOptions(launch));
  }

  private static ForkReport measure(WorkerLaunch launch, WorkerJob job) throws IOException {
    JobResult<WorkerEvent.ForkMeasured> result =
        JobResult.of(launch, job, WorkerEvent.ForkMeasured.class);
    return result
        .answer()
        .map(measured ->
            new ForkReport(Outcome.REACHED, Optional.empty(), Optional.of(measured.samples())))
        .orElseGet(() -> failed(result.requireFailure(), launch.log()));
  }

  /** A fork that ended without a word left its traces in the worker's log. */
  private static ForkReport failed(WorkerEvent.Failed failure, Path log) {
    Matcher exit = FORK_EXIT.matcher(failure.reason());
    return failed(
        failure.outcome(),
        exit.find() ? CrashReason.of(Integer.parseInt(exit.group(1)), log) : failure.reason());
  }

  private static ForkReport failed(Outcome outcome, String reason) {
    return new ForkReport(outcome, Optional.of(reason), Optional.empty());
  }
}
