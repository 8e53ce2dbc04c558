package dev.rote.runner.run;

import dev.rote.runner.analysis.Findings;
import dev.rote.runner.cell.CellListener;
import dev.rote.runner.cell.Host;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.UnitResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Does what is missing of a plan, unit by unit. What is timed has the machine to itself; neighbours
 * that are not timed run side by side. Knows no terminal and no file: listeners do.
 */
public final class RunSession {
  /** How many untimed units run side by side; each may need a gigabyte. */
  private static final int TOGETHER = Math.min(4, Runtime.getRuntime().availableProcessors());

  private final Findings findings;
  private final UnitRunner runner;
  private final Function<Unit, Path> logs;
  private final List<RunListener> listeners;
  private final List<Unit> units;
  private final List<Unit> tasks;
  private final Set<Unit> counted = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param findings what is done already; receives what is done now
   * @param host what to run on
   * @param logs where the processes of a unit log
   * @param listeners are told everything, in this order
   */
  public RunSession(
      Findings findings, Host host, Function<Unit, Path> logs, List<RunListener> listeners) {
    this.findings = findings;
    this.runner = new UnitRunner(host);
    this.logs = logs;
    this.listeners = List.copyOf(listeners);
    this.tasks = List.copyOf(findings.missing());
    this.units = findings.plan().units();
    this.counted.addAll(tasks);
  }

  /**
   * Returns what is to be done, in order, as far as it is known before: a confirmation becomes a
   * task only when its cell's trace turns out to be astray.
   */
  public List<Unit> tasks() {
    return tasks;
  }

  /**
   * Does everything.
   *
   * @throws IOException if no process can be started or a log cannot be written
   */
  public void run() throws IOException {
    listeners.forEach(listener -> listener.begin(tasks.size()));
    List<Unit> together = new ArrayList<>();
    for (Unit unit : units) {
      if (findings.contains(unit)) {
        continue;
      }
      if (UnitRunner.sharesTheMachine(unit)) {
        together.add(unit);
      } else {
        runTogether(together);
        together.clear();
        run(unit);
      }
    }
    runTogether(together);
    listeners.forEach(RunListener::end);
  }

  private void run(Unit unit) throws IOException {
    Optional<String> needless = findings.needless(unit);
    if (needless.isPresent()) {
      // What was never a task is not told of.
      if (counted.contains(unit)) {
        listeners.forEach(listener -> listener.leftOut(unit, needless.get()));
      }
      return;
    }
    if (!counted.contains(unit)) {
      listeners.forEach(listener -> listener.added(unit));
    }
    listeners.forEach(listener -> listener.started(unit));
    ended(done(unit, new Follower(unit, listeners)));
  }

  /** A unit that is done. */
  private record Done(Unit unit, UnitResult result, double seconds) {}

  private Done done(Unit unit, CellListener follower) throws IOException {
    long start = System.nanoTime();
    UnitResult result = runner.run(unit, logs.apply(unit), follower);
    return new Done(unit, result, (System.nanoTime() - start) / 1e9);
  }

  private void ended(Done done) {
    findings.add(done.unit(), done.result());
    listeners.forEach(listener -> listener.ended(done.unit(), done.result(), done.seconds()));
  }

  private void runTogether(List<Unit> units) throws IOException {
    if (units.isEmpty()) {
      return;
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
      CompletionService<Done> completed = new ExecutorCompletionService<>(threads);
      try {
        for (Unit unit : units) {
          completed.submit(() -> done(unit, CellListener.NONE));
        }
        listeners.forEach(listener -> listener.started(units.getFirst()));
        for (int i = 0; i < units.size(); i++) {
          ended(completed.take().get());
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while units ran side by side", e);
      }
    }
  }

  private static IOException failure(Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case UncheckedIOException e -> e.getCause();
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException(cause);
    };
  }

  /** Hands on what a cell tells. */
  private record Follower(Unit unit, List<RunListener> listeners) implements CellListener {
    Follower {
      listeners = new ArrayList<>(listeners);
    }

    @Override
    public void progress(int epoch, int step, int steps, float loss) {
      if (unit instanceof Unit.Training training) {
        listeners.forEach(listener -> listener.progress(training, epoch, step, steps, loss));
      }
    }

    @Override
    public void epochDone(EpochResult epoch) {
      if (unit instanceof Unit.Training training) {
        listeners.forEach(listener -> listener.epochDone(training, epoch));
      }
    }
  }
}
