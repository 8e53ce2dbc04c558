package dev.rote.runner.worker;

import dev.rote.runner.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of a worker process. Started by {@link WorkerProcess}, never by hand: its
 * arguments are the socket for its events and the file with its job.
 */
public final class WorkerMain {
  private final EventChannel channel;
  private final Path jobFile;

  private WorkerMain(EventChannel channel, Path jobFile) {
    this.channel = channel;
    this.jobFile = jobFile;
  }

  /** Does the job and exits. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    EventChannel channel = EventChannel.open(Path.of(arguments[0]));
    channel.exitWithParent();
    WorkerMain worker = new WorkerMain(channel, Path.of(arguments[1]));
    // Some frameworks keep state per thread: everything about a trainer happens on this one.
    Thread trainer = new Thread(worker::perform, "rote-trainer");
    trainer.start();
    trainer.join();
    channel.close();
    // Threads that a framework left behind must not keep the process alive.
    System.exit(ExitCode.DONE);
  }

  private void perform() {
    try {
      perform(WireFormat.readJob(Files.readString(jobFile)));
    } catch (Throwable failure) {
      // The log keeps the stack trace, the report gets one sentence.
      failure.printStackTrace();
      channel.send(Failures.describe(failure));
    }
  }

  private void perform(WorkerJob job) throws Exception {
    switch (job) {
      case WorkerJob.Converge converge -> converge(converge.cell());
      case WorkerJob.MeasureThroughput measure ->
          channel.send(new WorkerEvent.ForkMeasured(JmhFork.measure(measure, jobFile)));
      case WorkerJob.TraceSteps(WorkerJob.Cell cell, int steps, boolean floor) ->
          channel.send(FirstSteps.trace(CellInputs.prepare(cell), steps, floor));
      case WorkerJob.Probe probe -> probe(probe);
      case WorkerJob.Attest attest -> AttestedRun.run(attest.cell(), channel::send);
      case WorkerJob.Task task -> perform(task);
      case WorkerJob.MeasurePeak measure ->
          channel.send(new WorkerEvent.PeakMeasured(MachinePeak.measureHere(measure.threads())));
    }
  }

  private void perform(WorkerJob.Task task) throws Exception {
    Class<?> type = Class.forName(task.name());
    WorkerTask performer = type.asSubclass(WorkerTask.class).getDeclaredConstructor().newInstance();
    performer.perform(
        new WorkerTask.Context(
            open(task.backend()).backend(),
            task.device(),
            task.threads(),
            task.arguments(),
            text -> channel.send(new WorkerEvent.Answered(text))));
  }

  private void converge(WorkerJob.Cell cell) {
    new Convergence(CellInputs.prepare(cell), channel::send).run();
  }

  private void probe(WorkerJob.Probe probe) {
    Plugins.Opened opened = open(probe.backend());
    probe.devices().stream()
        .map(device -> Probing.ask(opened.backend(), device))
        .forEach(channel::send);
  }

  /** Opens a backend for this thread, which is the one that will use it. */
  static Plugins.Opened open(WorkerJob.BackendRef backend) {
    Plugins.Opened opened = Plugins.open(backend.classPath(), backend.id());
    Thread.currentThread().setContextClassLoader(opened.loader());
    return opened;
  }
}
