package dev.rote.runner.process;

import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.Job;
import dev.rote.runner.wire.WireFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Starts a process for a job, listens to it until it ends, and kills it when its time is over. */
public final class Conversation {
  private Conversation() {}

  /**
   * Runs a job to its end.
   *
   * @param events receives the events as they arrive, in this thread
   * @throws IOException if the process cannot be started at all
   */
  public static WorkerEnd run(
      Processes processes, WorkerLaunch launch, Job job, Consumer<Event> events)
      throws IOException {
    try (Processes.Running process = processes.start(launch, job)) {
      AtomicBoolean timedOut = new AtomicBoolean();
      CompletableFuture<Void> alarm = alarm(launch, process, timedOut);
      try {
        deliver(process, events);
        int code = process.exitCode();
        return timedOut.get()
            ? new WorkerEnd.TimedOut(launch.timeout())
            : new WorkerEnd.Exited(code);
      } finally {
        alarm.cancel(false);
      }
    }
  }

  private static CompletableFuture<Void> alarm(
      WorkerLaunch launch, Processes.Running process, AtomicBoolean timedOut) {
    Executor later =
        CompletableFuture.delayedExecutor(launch.timeout().toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(
        () -> {
          timedOut.set(true);
          process.showThreads();
          process.kill();
        },
        later);
  }

  private static void deliver(Processes.Running process, Consumer<Event> events)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.events(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // A process that is killed leaves half a line behind; what it said before counts.
        WireFormat.readEvent(line).ifPresent(events);
      }
    }
  }
}
