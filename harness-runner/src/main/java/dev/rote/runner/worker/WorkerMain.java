package dev.rote.runner.worker;

import dev.rote.runner.wire.Attest;
import dev.rote.runner.wire.Control;
import dev.rote.runner.wire.Converge;
import dev.rote.runner.wire.ExitCode;
import dev.rote.runner.wire.Job;
import dev.rote.runner.wire.MeasureFork;
import dev.rote.runner.wire.MeasurePeak;
import dev.rote.runner.wire.Probe;
import dev.rote.runner.wire.RunTask;
import dev.rote.runner.wire.TraceSteps;
import dev.rote.runner.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of a worker process. Started by the command line, never by hand: its arguments are
 * the socket for its events and the file with its job.
 */
public final class WorkerMain {
  private final EventChannel channel;

  private WorkerMain(EventChannel channel) {
    this.channel = channel;
  }

  /** Does the job and exits. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path socket = Path.of(arguments[0]);
    Path jobFile = Path.of(arguments[1]);
    String job = Files.readString(jobFile);
    EventChannel channel = connect(socket, jobFile);
    channel.exitWithParent();
    WorkerMain worker = new WorkerMain(channel);
    // Some frameworks keep state per thread: everything about a trainer happens on this one.
    Thread trainer = new Thread(() -> worker.perform(job), "rote-trainer");
    trainer.start();
    trainer.join();
    channel.close();
    // Threads that a framework left behind must not keep the process alive.
    System.exit(ExitCode.DONE);
  }

  /** Nothing stays behind, whatever kills the parent: neither is needed once it is open or read. */
  private static EventChannel connect(Path socket, Path jobFile) throws IOException {
    try {
      return EventChannel.open(socket);
    } finally {
      Files.delete(jobFile);
      Files.delete(socket);
      Files.delete(socket.getParent());
    }
  }

  private void perform(String job) {
    try {
      perform(WireFormat.readJob(job));
    } catch (Throwable failure) {
      // The log keeps the stack trace, the report gets one sentence.
      failure.printStackTrace();
      channel.send(Failures.describe(failure));
    }
  }

  private void perform(Job job) throws Exception {
    switch (job) {
      case Converge converge -> new ConvergePerformer().perform(converge, channel::send);
      case TraceSteps trace -> new TraceStepsPerformer().perform(trace, channel::send);
      case Attest attest -> new AttestPerformer().perform(attest, channel::send);
      case Control control -> new ControlPerformer().perform(control, channel::send);
      case MeasureFork measure -> new MeasureForkPerformer().perform(measure, channel::send);
      case MeasurePeak measure -> new MeasurePeakPerformer().perform(measure, channel::send);
      case Probe probe -> new ProbePerformer().perform(probe, channel::send);
      case RunTask task -> new TaskPerformer().perform(task, channel::send);
    }
  }
}
