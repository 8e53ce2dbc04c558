package dev.rote.runner.cell;

import dev.rote.runner.plan.Cell;
import dev.rote.runner.process.WorkerEnd;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ClosedForm;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.WorkerFacts;
import dev.rote.runner.result.evidence.ProbeLogits;
import dev.rote.runner.training.Milestones;
import dev.rote.runner.wire.Converge;
import dev.rote.runner.wire.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Gathers a worker's events into a result, which is complete whenever the worker ends. */
final class CellProgress {
  private final Cell cell;
  private final CellListener listener;
  private final Milestones milestones;
  private final List<EpochResult> epochs = new ArrayList<>();
  private final List<Float> trace = new ArrayList<>();
  private Optional<ProbeLogits> logits = Optional.empty();
  private Optional<String> framework = Optional.empty();
  private Hashes hashes = Hashes.NONE;
  private Optional<ClosedForm> closedForm = Optional.empty();
  private OptionalDouble startupSeconds = OptionalDouble.empty();
  private OptionalLong peakRssBytes = OptionalLong.empty();
  private OptionalLong printedBytes = OptionalLong.empty();
  private Optional<Verdict> verdict = Optional.empty();

  /** What the worker itself said about its end. */
  private record Verdict(Outcome outcome, Optional<String> reason) {}

  CellProgress(Cell cell, CellListener listener) {
    this.cell = cell;
    this.milestones = new Milestones(cell.experiment().thresholds());
    this.listener = listener;
  }

  void accept(Event event) {
    switch (event) {
      case Converge.Event ours -> accept(ours);
      case Event.Failed failed ->
          verdict = Optional.of(new Verdict(failed.outcome(), Optional.of(failed.reason())));
      default -> throw new IllegalStateException("a cell's worker sent " + event);
    }
  }

  private void accept(Converge.Event event) {
    switch (event) {
      case Converge.Started started -> {
        framework = Optional.of(started.framework());
        hashes = started.hashes();
      }
      case Converge.FirstStepDone done -> startupSeconds = OptionalDouble.of(done.startupSeconds());
      case Converge.TracePart part -> trace.addAll(part.losses());
      case Converge.Predicted predicted -> logits = Optional.of(predicted.logits());
      case Converge.Progress now ->
          listener.progress(now.epoch(), now.step(), now.steps(), now.loss());
      case Converge.EpochDone done -> add(done);
      case Converge.Finished finished -> {
        verdict = Optional.of(new Verdict(finished.outcome(), finished.reason()));
        peakRssBytes = finished.peakRssBytes();
        closedForm = finished.closedForm();
        hashes = hashes.withFinalParameters(finished.finalParameters());
      }
    }
  }

  private void add(Converge.EpochDone done) {
    EpochResult epoch = done.epoch();
    if (epochs.isEmpty()) {
      hashes = hashes.withOrder(epoch.order());
    }
    epochs.add(epoch);
    milestones.add(epoch);
    peakRssBytes = done.peakRssBytes();
    listener.epochDone(epoch);
  }

  /** Returns the result: what the worker said about its end, or else what its process says. */
  CellResult result(WorkerEnd end, Path log) {
    Verdict said =
        verdict.orElseGet(() -> {
          Event.Failed failure = JobResult.unfinished(end, log);
          return new Verdict(failure.outcome(), Optional.of(failure.reason()));
        });
    Optional<String> reason =
        said.reason().or(() -> said.outcome() == Outcome.NOT_REACHED ? missed() : Optional.empty());
    printedBytes = Logs.bytes(log);
    return result(new Ending(said.outcome(), reason, Logs.name(log)));
  }

  CellResult result(Ending ending) {
    return CellResult.of(
        cell.key(),
        ending,
        learning(),
        new WorkerFacts(framework, startupSeconds, peakRssBytes, printedBytes));
  }

  private Learning learning() {
    return new Learning(milestones.zeros(), epochs, trace, logits, hashes, closedForm);
  }

  /** Says what was reached and what was not: error 0 is not yet zero loss. */
  private Optional<String> missed() {
    return learning()
        .last()
        .map(last -> {
          String left =
              String.format(
                  Locale.ROOT,
                  "the loss is %.3g after %d epochs",
                  last.train().loss(),
                  last.epoch());
          return learning()
              .zeroError()
              .flatMap(zero -> zero.reached())
              .map(reached ->
                  "error %s was reached in epoch %d, but %s"
                      .formatted(
                          percent(learning().zeroError().orElseThrow().threshold().atMost()),
                          reached.epoch(),
                          left))
              .orElse("the error is %s and %s".formatted(percent(last.train().error()), left));
        });
  }

  private static String percent(double share) {
    return share == 0 ? "0" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
