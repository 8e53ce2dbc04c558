package dev.rote.runner.run;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.runner.cell.ProbeRunner;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The backends and devices that take part in a run.
 *
 * @param targets in the order in which they take turns
 * @param plugins those of the targets
 * @param oracle what traces are compared with, if it is installed
 * @param notes what was left out and why, a sentence each
 */
public record Targets(
    List<Target> targets, List<Plugin> plugins, Optional<Plugin> oracle, List<String> notes) {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(30);

  public Targets {
    targets = List.copyOf(targets);
    plugins = List.copyOf(plugins);
    notes = List.copyOf(notes);
  }

  /**
   * Chooses them. What the user named takes part even if it is absent, and its cells are reported
   * as unavailable; what he did not name takes part if it is there.
   *
   * @param processes where devices are asked for
   * @param backends the ids that the user named, or empty for every backend but the oracle
   * @param devices the devices that the user named, or empty for all that are there
   * @throws UsageException if a named backend was not found, or none has code for the named devices
   * @throws UnavailableException if none of their devices is there
   */
  public static Targets choose(
      Processes processes, Discovery discovery, Set<String> backends, Set<Device> devices) {
    List<Plugin> plugins = plugins(discovery, backends);
    Optional<Plugin> oracle = oracle(discovery);
    Targets targets =
        devices.isEmpty()
            ? available(processes, plugins, oracle, backends)
            : new Targets(named(plugins, devices), plugins, oracle, List.of());
    if (!targets.targets().isEmpty()) {
      return targets;
    }
    if (devices.isEmpty()) {
      throw new UnavailableException(
          "there is no device to run on: " + String.join("; ", targets.notes()));
    }
    throw new UsageException(
        "there is no device to run on: none of the backends has code for "
            + devices.stream().map(Device::toString).collect(joining(", ")));
  }

  /** The one without a name comes first: what a place is called does not change the yardstick. */
  private static Optional<Plugin> oracle(Discovery discovery) {
    return discovery.plugins().stream()
        .filter(Plugin::oracle)
        .min(Comparator.comparing(plugin -> plugin.name().isPresent()));
  }

  private static Targets available(
      Processes processes, List<Plugin> plugins, Optional<Plugin> oracle, Set<String> named) {
    List<Target> targets = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (ProbeRunner.Answer answer : ProbeRunner.run(processes, plugins, PROBE_TIMEOUT)) {
      Target target = new Target(answer.plugin(), answer.device());
      switch (answer.availability()) {
        case Availability.Available available -> targets.add(target);
        case Availability.Unavailable(String reason) ->
            notes.add("%s %s is left out: %s".formatted(target.backend(), target.device(), reason));
      }
    }
    if (!targets.isEmpty()) {
      // What the user named is not left out without a trace: its cells are said to be unavailable.
      plugins.stream()
          .filter(plugin -> named.contains(plugin.id()))
          .filter(plugin -> targets.stream().noneMatch(each -> each.plugin().equals(plugin)))
          .map(plugin -> new Target(plugin, Device.first(Collections.min(plugin.devices()))))
          .forEach(targets::add);
    }
    return new Targets(targets, plugins, oracle, notes);
  }

  private static List<Target> named(List<Plugin> plugins, Set<Device> devices) {
    return plugins.stream()
        .flatMap(plugin ->
            devices.stream()
                .filter(device -> plugin.devices().contains(device.kind()))
                .sorted(Comparator.comparing(Device::kind).thenComparing(Device::ordinal))
                .map(device -> new Target(plugin, device)))
        .toList();
  }

  private static List<Plugin> plugins(Discovery discovery, Set<String> backends) {
    for (String id : backends) {
      if (discovery.find(id).isEmpty()) {
        throw new UsageException(discovery.absence(id));
      }
    }
    List<Plugin> chosen =
        discovery.plugins().stream()
            .filter(
                plugin -> backends.isEmpty() ? !plugin.oracle() : backends.contains(plugin.id()))
            .toList();
    if (chosen.isEmpty()) {
      throw new UsageException(
          "no backend was found%s%s"
              .formatted(
                  discovery.plugins().stream()
                      .map(plugin ->
                          " but " + plugin.id() + ", which runs only when --backend names it")
                      .collect(joining()),
                  discovery.because()));
    }
    return chosen;
  }
}
