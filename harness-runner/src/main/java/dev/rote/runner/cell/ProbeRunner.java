package dev.rote.runner.cell;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Launch;
import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.Processes;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.wire.BackendRef;
import dev.rote.runner.wire.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Asks every backend for the devices of this machine. Devices whose processes are started alike
 * share one; all processes run at the same time.
 */
public final class ProbeRunner {
  /** Threads do not matter to a probe. */
  private static final int THREADS = 1;

  private final Processes processes;
  private final Duration timeout;
  private final Optional<Path> logs;

  private ProbeRunner(Processes processes, Duration timeout, Optional<Path> logs) {
    this.processes = processes;
    this.timeout = timeout;
    this.logs = logs;
  }

  /**
   * A backend's answer about a device.
   *
   * @param plugin the backend
   * @param device the first of its kind
   * @param availability its answer, or why there was none
   * @param log what its process printed, if it printed anything and that is kept
   */
  public record Answer(
      Plugin plugin, Device device, Availability availability, Optional<Path> log) {}

  /** Devices whose processes are started alike. */
  private record Group(Plugin plugin, List<Path> classPath, Launch launch) {}

  /**
   * Asks.
   *
   * @param processes where the probes' processes start
   * @param plugins the backends
   * @param timeout for each process
   * @return an answer for every device of every backend, in the backends' order and that of {@link
   *     DeviceKind}
   */
  public static List<Answer> run(Processes processes, List<Plugin> plugins, Duration timeout) {
    return new ProbeRunner(processes, timeout, Optional.empty()).run(plugins);
  }

  /**
   * Asks, and keeps what the processes print.
   *
   * @param logs an existing directory
   */
  public static List<Answer> run(
      Processes processes, List<Plugin> plugins, Duration timeout, Path logs) {
    return new ProbeRunner(processes, timeout, Optional.of(logs)).run(plugins);
  }

  private List<Answer> run(List<Plugin> plugins) {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<CompletableFuture<List<Answer>>> answers =
          plugins.stream().flatMap(plugin -> ask(plugin, threads)).toList();
      return answers.stream().flatMap(answer -> answer.join().stream()).toList();
    }
  }

  private Stream<CompletableFuture<List<Answer>>> ask(Plugin plugin, ExecutorService threads) {
    Map<Group, List<Device>> groups = new LinkedHashMap<>();
    try {
      for (DeviceKind kind : plugin.devices().stream().sorted().toList()) {
        Device device = Device.first(kind);
        Group group = new Group(plugin, plugin.classPath(kind), plugin.launch(device, THREADS));
        groups.computeIfAbsent(group, any -> new ArrayList<>()).add(device);
      }
    } catch (RuntimeException | LinkageError e) {
      List<Device> devices = plugin.devices().stream().sorted().map(Device::first).toList();
      return Stream.of(
          CompletableFuture.completedFuture(
              unavailable(
                  plugin, devices, "cannot say what its process needs: " + plugin.describe(e))));
    }
    return groups.entrySet().stream()
        .map(entry ->
            CompletableFuture.supplyAsync(() -> ask(entry.getKey(), entry.getValue()), threads));
  }

  private List<Answer> ask(Group group, List<Device> devices) {
    try {
      if (logs.isPresent()) {
        return ask(group, devices, kept(logs.get(), group.plugin(), devices));
      }
      Path log = TemporaryFolder.createFile("rote-probe", ".log");
      try {
        return ask(group, devices, log);
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      // Of many processes that are started at once, one may be one too many for the machine.
      return unavailable(
          group.plugin(), devices, "its probe could not be started: " + e.getMessage());
    }
  }

  /** Processes append to their logs, and what an earlier one printed is none of this one's. */
  private static Path kept(Path logs, Plugin plugin, List<Device> devices) throws IOException {
    String kinds = devices.stream().map(device -> device.kind().id()).collect(joining("-"));
    Path log = logs.resolve("%s-%s-probe.log".formatted(plugin.id(), kinds));
    Files.deleteIfExists(log);
    return log;
  }

  private List<Answer> ask(Group group, List<Device> devices, Path log) throws IOException {
    WorkerLaunch launch = WorkerLaunch.brief(group.launch(), log, timeout);
    Probe job = new Probe(new BackendRef(group.plugin().ownId(), group.classPath()), devices);
    JobResult<Probe.Probed> result = JobResult.of(processes, launch, job, Probe.Probed.class);
    Optional<Path> printed = logs.map(any -> log).filter(file -> Logs.bytes(file).orElse(0) > 0);
    List<Answer> answers = new ArrayList<>();
    for (Device device : devices) {
      answers.add(
          result.answers().stream()
              .filter(answer -> answer.device().equals(device))
              .findFirst()
              .map(ProbeRunner::availability)
              .map(availability -> new Answer(group.plugin(), device, availability, printed))
              .orElseGet(() ->
                  new Answer(
                      group.plugin(),
                      device,
                      new Availability.Unavailable(
                          "its probe gave no answer: " + result.requireFailure().reason()),
                      printed)));
    }
    return answers;
  }

  private static Availability availability(Probe.Probed answer) {
    Optional<String> framework = answer.framework();
    return framework.isPresent()
        ? new Availability.Available(framework.get(), answer.detail())
        : new Availability.Unavailable(answer.detail());
  }

  private static List<Answer> unavailable(Plugin plugin, List<Device> devices, String reason) {
    Availability unavailable = new Availability.Unavailable(reason);
    return devices.stream()
        .map(device -> new Answer(plugin, device, unavailable, Optional.empty()))
        .toList();
  }
}
