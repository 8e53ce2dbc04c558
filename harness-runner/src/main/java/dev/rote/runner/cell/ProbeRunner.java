package dev.rote.runner.cell;

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

  private ProbeRunner() {}

  /**
   * A backend's answer about a device.
   *
   * @param plugin the backend
   * @param device the first of its kind
   * @param availability its answer, or why there was none
   */
  public record Answer(Plugin plugin, Device device, Availability availability) {}

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
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<CompletableFuture<List<Answer>>> answers =
          plugins.stream().flatMap(plugin -> ask(processes, plugin, timeout, threads)).toList();
      return answers.stream().flatMap(answer -> answer.join().stream()).toList();
    }
  }

  private static Stream<CompletableFuture<List<Answer>>> ask(
      Processes processes, Plugin plugin, Duration timeout, ExecutorService threads) {
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
              unavailable(plugin, devices, "cannot say what its process needs: " + e)));
    }
    return groups.entrySet().stream()
        .map(entry ->
            CompletableFuture.supplyAsync(
                () -> ask(processes, entry.getKey(), entry.getValue(), timeout), threads));
  }

  private static List<Answer> ask(
      Processes processes, Group group, List<Device> devices, Duration timeout) {
    try {
      Path log = TemporaryFolder.createFile("rote-probe", ".log");
      try {
        return ask(processes, group, devices, WorkerLaunch.brief(group.launch(), log, timeout));
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      // Of many processes that are started at once, one may be one too many for the machine.
      return unavailable(
          group.plugin(), devices, "its probe could not be started: " + e.getMessage());
    }
  }

  private static List<Answer> ask(
      Processes processes, Group group, List<Device> devices, WorkerLaunch launch)
      throws IOException {
    Probe job = new Probe(new BackendRef(group.plugin().id(), group.classPath()), devices);
    JobResult<Probe.Probed> result = JobResult.of(processes, launch, job, Probe.Probed.class);
    List<Answer> answers = new ArrayList<>();
    for (Device device : devices) {
      answers.add(
          result.answers().stream()
              .filter(answer -> answer.device().equals(device))
              .findFirst()
              .map(answer -> new Answer(group.plugin(), device, availability(answer)))
              .orElseGet(() ->
                  unavailable(
                      group.plugin(),
                      device,
                      "its probe gave no answer: " + result.requireFailure().reason())));
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
    return devices.stream().map(device -> unavailable(plugin, device, reason)).toList();
  }

  private static Answer unavailable(Plugin plugin, Device device, String reason) {
    return new Answer(plugin, device, new Availability.Unavailable(reason));
  }
}
