package dev.rote.runner.worker;

import dev.rote.runner.suite.Thresholds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Gathers a worker's events into a report, which is complete whenever the worker ends. */
final class CellProgress {
  private final CellListener listener;
  private final Milestones milestones;
  private final List<EpochReport> epochs = new ArrayList<>();
  private final List<Float> trace = new ArrayList<>();
  private Optional<String> framework = Optional.empty();
  private Optional<Hashes> hashes = Optional.empty();
  private OptionalDouble startupSeconds = OptionalDouble.empty();
  private OptionalLong peakRssBytes = OptionalLong.empty();
  private Optional<Verdict> verdict = Optional.empty();

  /** What the worker itself said about its end. */
  private record Verdict(Outcome outcome, Optional<String> reason) {}

  CellProgress(Thresholds thresholds, CellListener listener) {
    this.milestones = new Milestones(thresholds);
    this.listener = listener;
  }

  void accept(WorkerEvent event) {
    switch (event) {
      case WorkerEvent.Started started -> {
        framework = Optional.of(started.framework());
        hashes = Optional.of(started.hashes());
      }
      case WorkerEvent.FirstStepDone done ->
          startupSeconds = OptionalDouble.of(done.startupSeconds());
      case WorkerEvent.Trace part -> trace.addAll(part.losses());
      case WorkerEvent.Progress now ->
          listener.progress(now.epoch(), now.step(), now.steps(), now.loss());
      case WorkerEvent.EpochDone done -> add(done);
      case WorkerEvent.Finished finished -> {
        verdict = Optional.of(new Verdict(finished.outcome(), finished.reason()));
        peakRssBytes = finished.peakRssBytes();
        hashes =
            finished
                .finalParameters()
                .flatMap(hash -> hashes.map(known -> known.withFinalParameters(hash)))
                .or(() -> hashes);
      }
      case WorkerEvent.Failed failed ->
          verdict = Optional.of(new Verdict(failed.outcome(), Optional.of(failed.reason())));
      case WorkerEvent.Probed other -> throw unexpected(other);
      case WorkerEvent.ForkMeasured other -> throw unexpected(other);
      case WorkerEvent.Attested other -> throw unexpected(other);
      case WorkerEvent.Traced other -> throw unexpected(other);
      case WorkerEvent.Answered other -> throw unexpected(other);
      case WorkerEvent.PeakMeasured other -> throw unexpected(other);
    }
  }

  private void add(WorkerEvent.EpochDone done) {
    EpochReport epoch = done.report();
    if (epochs.isEmpty()) {
      hashes = hashes.map(known -> known.withOrder(epoch.order()));
    }
    epochs.add(epoch);
    milestones.add(epoch);
    peakRssBytes = done.peakRssBytes();
    listener.epochDone(epoch);
  }

  private static IllegalStateException unexpected(WorkerEvent event) {
    return new IllegalStateException("a cell's worker sent " + event);
  }

  /** Returns the report: what the worker said about its end, or else what its process says. */
  CellReport report(WorkerEnd end, Path log) {
    return verdict
        .map(said -> report(said.outcome(), said.reason(), log))
        .orElseGet(() -> {
          WorkerEvent.Failed failure =
              new JobResult<>(List.of(), JobResult.failure(end, log)).requireFailure();
          return report(failure.outcome(), Optional.of(failure.reason()), log);
        });
  }

  CellReport report(Outcome outcome, Optional<String> reason, Path log) {
    return new CellReport(
        outcome,
        reason,
        framework,
        milestones.toMap(),
        epochs,
        trace,
        hashes,
        startupSeconds,
        peakRssBytes,
        log);
  }
}
