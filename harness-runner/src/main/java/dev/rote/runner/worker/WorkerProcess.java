package dev.rote.runner.worker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A process of its own for one job: {@code java} of the same JDK with the runner's class path, what
 * it prints in a log file, its standard input closed, and its events on a Unix domain socket. It
 * does not outlive this process.
 */
final class WorkerProcess {
  /** Longest path of a Unix domain socket that every system allows, less some room for a name. */
  private static final int LONGEST_SOCKET_DIRECTORY = 80;

  /** Begins the name of the directory that has the socket and the job. */
  private static final String PREFIX = "rote-worker";

  private static final int EXIT_SECONDS = 10;

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(WorkerProcess::kill), "rote-kill"));
  }

  private final WorkerLaunch launch;
  private final WorkerJob job;

  private WorkerProcess(WorkerLaunch launch, WorkerJob job) {
    this.launch = launch;
    this.job = job;
  }

  /**
   * Runs a job to its end.
   *
   * @param events receives the events as they arrive, in this thread
   * @throws IOException if the process cannot be started at all
   */
  static WorkerEnd run(WorkerLaunch launch, WorkerJob job, Consumer<WorkerEvent> events)
      throws IOException {
    return new WorkerProcess(launch, job).run(events);
  }

  private WorkerEnd run(Consumer<WorkerEvent> events) throws IOException {
    Path directory = temporaryDirectory();
    Path socket = directory.resolve("events");
    Path jobFile = directory.resolve("job.json");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.writeString(jobFile, WireFormat.write(job));
      return follow(start(socket, jobFile), server, socket, events);
    } finally {
      Files.deleteIfExists(jobFile);
      Files.deleteIfExists(socket);
      Files.deleteIfExists(directory);
    }
  }

  private static Path temporaryDirectory() throws IOException {
    Path usual = Files.createTempDirectory(PREFIX);
    if (usual.toString().length() <= LONGEST_SOCKET_DIRECTORY) {
      return usual;
    }
    Files.delete(usual);
    return Files.createTempDirectory(Path.of("/tmp"), PREFIX);
  }

  private Process start(Path socket, Path jobFile) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ClassArchive.jvmOptions());
    command.addAll(launch.jvmOptions());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WorkerMain.class.getName());
    command.add(socket.toString());
    command.add(jobFile.toString());
    File log = launch.log().toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log));
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    RUNNING.add(process);
    process.getOutputStream().close();
    return process;
  }

  private WorkerEnd follow(
      Process process, ServerSocketChannel server, Path socket, Consumer<WorkerEvent> events)
      throws IOException {
    AtomicBoolean timedOut = new AtomicBoolean();
    Executor later =
        CompletableFuture.delayedExecutor(launch.timeout().toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> alarm =
        CompletableFuture.runAsync(
            () -> {
              timedOut.set(true);
              kill(process);
            },
            later);
    process.onExit().thenRun(() -> knock(socket));
    try (SocketChannel channel = server.accept()) {
      deliver(channel, events);
      int code = exitCode(process);
      return timedOut.get() ? new WorkerEnd.TimedOut(launch.timeout()) : new WorkerEnd.Exited(code);
    } finally {
      alarm.cancel(false);
      kill(process);
      RUNNING.remove(process);
    }
  }

  /**
   * Connects and goes away: a process that ended before it connected must not be waited for. After
   * one that did connect, this connection is never accepted.
   */
  private static void knock(Path socket) {
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
    } catch (IOException e) {
      // Nobody is waiting any more.
    }
  }

  private static void deliver(SocketChannel channel, Consumer<WorkerEvent> events)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // A process that is killed leaves half a line behind; what it said before counts.
        WireFormat.readEvent(line).ifPresent(events);
      }
    }
  }

  private static int exitCode(Process process) {
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        // Everything was said, but a native library keeps the process from ending.
        kill(process);
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a worker was ending", e);
    }
  }

  /** Kills a process and everything it started, such as JMH's forks. */
  private static void kill(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
