package dev.rote.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.api.Launch;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.Conversation;
import dev.rote.runner.process.Processes;
import dev.rote.runner.process.WorkerEnd;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.process.WorkerMemory;
import dev.rote.runner.wire.BackendRef;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.Job;
import dev.rote.runner.wire.RunTask;
import dev.rote.runner.wire.WorkerTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs tasks of modules on top of the runner in worker processes. */
public final class TaskRunner {
  private static final long HEAP_BYTES = 1L << 30;

  private TaskRunner() {}

  /**
   * A task to be run.
   *
   * @param processes where its process starts
   * @param task the class of the task
   * @param arguments for it
   * @param environment variables beside those of the backend's {@link Launch}
   * @param jvmOptions options after those of the backend's {@link Launch}, over which they win
   * @param log receives what the process prints; appended to, its directory exists
   * @param timeout after which the process is killed
   */
  public record Request(
      Processes processes,
      Plugin plugin,
      Device device,
      int threads,
      Class<? extends WorkerTask> task,
      List<String> arguments,
      Map<String, String> environment,
      List<String> jvmOptions,
      Path log,
      Duration timeout) {
    public Request {
      requireNonNull(processes, "processes is null");
      requireNonNull(plugin, "plugin is null");
      requireNonNull(device, "device is null");
      requireNonNull(task, "task is null");
      requireNonNull(log, "log is null");
      requireNonNull(timeout, "timeout is null");
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  /**
   * Runs a task to its end.
   *
   * @param answers receives what the task says as it says it, in this thread
   * @return why the task or its process failed; empty if the process ended as if all were well,
   *     which one that called {@code System.exit(0)} does as well
   * @throws IOException if no process can be started at all
   */
  public static Optional<Event.Failed> run(Request request, Consumer<String> answers)
      throws IOException {
    List<Event.Failed> failures = new ArrayList<>();
    WorkerEnd end =
        Conversation.run(
            request.processes(),
            launch(request),
            job(request),
            event -> {
              if (event instanceof RunTask.Answered(String text)) {
                answers.accept(text);
              } else if (event instanceof Event.Failed failed) {
                failures.add(failed);
              }
            });
    return failures.stream().findFirst().or(() -> JobResult.failure(end, request.log()));
  }

  private static WorkerLaunch launch(Request request) {
    Launch launch = request.plugin().launch(request.device(), request.threads());
    Map<String, String> environment = new HashMap<>(launch.environment());
    environment.putAll(request.environment());
    List<String> jvmOptions = new ArrayList<>(launch.jvmOptions());
    jvmOptions.addAll(request.jvmOptions());
    return WorkerLaunch.training(
        new Launch(environment, jvmOptions),
        new WorkerMemory(HEAP_BYTES),
        request.log(),
        request.timeout());
  }

  private static Job job(Request request) {
    return new RunTask(
        request.task().getName(),
        new BackendRef(
            request.plugin().ownId(), request.plugin().classPath(request.device().kind())),
        request.device(),
        request.threads(),
        request.arguments());
  }
}
