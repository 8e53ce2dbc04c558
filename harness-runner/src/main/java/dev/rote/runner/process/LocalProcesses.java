package dev.rote.runner.process;

import dev.rote.runner.wire.ExitCode;
import dev.rote.runner.wire.Job;
import dev.rote.runner.wire.WireFormat;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Processes on this machine: {@code java} of the same JDK with the runner's class path, what it
 * prints in a log file, its standard input closed, and its events on a Unix domain socket. None
 * outlives this process.
 */
public final class LocalProcesses implements Processes {
  /** The child's main class, which this side knows by its name only. */
  static final String MAIN = "dev.rote.runner.worker.WorkerMain";

  private static final int EXIT_SECONDS = 10;

  /** How long a worker that was ended by a signal is suspected to have ended with this process. */
  private static final int SHUTDOWN_SECONDS = 2;

  /** How long a process that hangs is given to print what its threads are doing. */
  private static final int MOST_PAUSES = 30;

  private static final int PAUSE_MILLISECONDS = 100;

  private static final Map<Process, ScratchFolder> RUNNING = new ConcurrentHashMap<>();
  private static final CountDownLatch SHUTDOWN = new CountDownLatch(1);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LocalProcesses::killAll, "rote-kill"));
  }

  private static void killAll() {
    SHUTDOWN.countDown();
    RUNNING.forEach((process, scratch) -> {
      kill(process);
      delete(scratch);
    });
  }

  /** What cannot be deleted is litter, and no reason to lose a result. */
  private static void delete(ScratchFolder scratch) {
    try {
      scratch.close();
    } catch (IOException e) {
      // The next start of the machine deletes it, or somebody who looks at the folder.
    }
  }

  @Override
  public Running start(WorkerLaunch launch, Job job) throws IOException {
    MeetingPlace place = MeetingPlace.open();
    try {
      Files.writeString(place.jobFile(), WireFormat.write(job));
      return new Local(start(launch, place), place, launch.log());
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private static Process start(WorkerLaunch launch, MeetingPlace place) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(ClassArchive.jvmOptions());
    command.addAll(launch.jvmOptions());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.add(place.socket().toString());
    command.add(place.jobFile().toString());
    File log = launch.log().toFile();
    ScratchFolder scratch = ScratchFolder.create();
    ProcessBuilder builder =
        JavaCommand.of(command, scratch.path())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log));
    builder.environment().putAll(launch.environment());
    return started(builder, scratch);
  }

  private static Process started(ProcessBuilder builder, ScratchFolder scratch) throws IOException {
    try {
      Process process = builder.start();
      RUNNING.put(process, scratch);
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      delete(scratch);
      throw e;
    }
  }

  /** Kills a process and everything it started. */
  private static void kill(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static final class Local implements Running {
    private final Process process;
    private final MeetingPlace place;
    private final Path log;

    Local(Process process, MeetingPlace place, Path log) {
      this.process = process;
      this.place = place;
      this.log = log;
      process.onExit().thenRun(place::knock);
    }

    @Override
    public InputStream events() throws IOException {
      return place.events();
    }

    @Override
    public void kill() {
      LocalProcesses.kill(process);
    }

    /**
     * Every JVM prints its threads when it gets this signal; a tool that asks for them is in a JDK
     * only. A system without the signal shows nothing.
     */
    @Override
    public void showThreads() {
      try {
        long before = Files.size(log);
        Process signal = new ProcessBuilder("sh", "-c", "kill -QUIT " + process.pid()).start();
        if (signal.waitFor() == 0) {
          awaitThreads(before);
        }
      } catch (IOException e) {
        // There is no shell, or no log any more.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits until the log has grown and grows no more. */
    private void awaitThreads(long before) throws IOException, InterruptedException {
      long last = before;
      for (int i = 0; i < MOST_PAUSES && process.isAlive(); i++) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        long now = Files.size(log);
        if (now > before && now == last) {
          return;
        }
        last = now;
      }
    }

    @Override
    public int exitCode() {
      try {
        if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
          // Everything was said, but a native library keeps the process from ending.
          kill();
        }
        int code = process.waitFor();
        if (ExitCode.mayBeOurs(code)) {
          awaitShutdown();
        }
        return code;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a worker was ending", e);
      }
    }

    /**
     * Ctrl-C reaches a worker as well as this process: where both end, the worker's end is no
     * result of its cell, and this thread has nothing to say any more.
     */
    private static void awaitShutdown() throws InterruptedException {
      if (SHUTDOWN.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        new CountDownLatch(1).await();
      }
    }

    @Override
    public void close() throws IOException {
      kill();
      Optional.ofNullable(RUNNING.remove(process)).ifPresent(LocalProcesses::delete);
      place.close();
    }
  }
}
