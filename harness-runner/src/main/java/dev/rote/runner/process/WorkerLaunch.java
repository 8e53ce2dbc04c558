package dev.rote.runner.process;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a worker process is started and how long it may take.
 *
 * @param environment variables set over those of this process
 * @param jvmOptions of its {@code java} command
 * @param log receives everything it prints
 * @param timeout after which it is killed
 */
public record WorkerLaunch(
    Map<String, String> environment, List<String> jvmOptions, Path log, Duration timeout) {
  /**
   * Options of every worker. The serial collector leaves the processor to the framework. A crash
   * leaves its report in the log instead of in files nobody looks for. An archive of classes is of
   * use only to JVMs that may use native code as the one that wrote it might.
   */
  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+ErrorFileToStdout",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "--enable-native-access=ALL-UNNAMED");

  public WorkerLaunch {
    environment = Map.copyOf(environment);
    jvmOptions = jvmOptions.stream().distinct().toList();
    requireNonNull(log, "log is null");
    requireNonNull(timeout, "timeout is null");
  }

  /**
   * Returns how to start a process that trains.
   *
   * @param launch what the backend needs; its options come last and win
   * @param memory what the experiment's data need
   */
  public static WorkerLaunch training(
      Launch launch, WorkerMemory memory, Path log, Duration timeout) {
    List<String> options = new ArrayList<>(COMMON);
    options.addAll(memory.jvmOptions());
    options.addAll(launch.jvmOptions());
    return new WorkerLaunch(launch.environment(), options, log, timeout);
  }

  /** Returns how to start a process that is over in a moment. */
  public static WorkerLaunch brief(Launch launch, Path log, Duration timeout) {
    List<String> options = new ArrayList<>(COMMON);
    options.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    options.addAll(launch.jvmOptions());
    return new WorkerLaunch(launch.environment(), options, log, timeout);
  }

  /** Returns the same with more environment variables, which win over those it has. */
  public WorkerLaunch with(Map<String, String> variables) {
    Map<String, String> extended = new HashMap<>(environment);
    extended.putAll(variables);
    return new WorkerLaunch(extended, jvmOptions, log, timeout);
  }
}
