package dev.rote.runner.cli;

import dev.rote.api.Device;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where and with what data cells run: the options of every command that runs some. */
final class TargetOptions {
  @Option(
      names = "--backend",
      paramLabel = "IDS",
      split = ",",
      description = "Backends to run, separated by commas (default: all but the reference).")
  private Set<String> backends = new LinkedHashSet<>();

  @Option(
      names = "--device",
      paramLabel = "KINDS",
      split = ",",
      converter = DeviceConverter.class,
      description =
          "Devices to run on: cpu, onednn, cuda, cuda:1, ... (default: all that are there).")
  private Set<Device> devices = new LinkedHashSet<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads a framework may use for one operation (default: this machine's cores).")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where data sets are, before ROTE_DATA and ~/.rote/data.")
  private Optional<Path> dataDirectory = Optional.empty();

  @Mixin private BackendPath backendPath;

  private Optional<Discovery> discovery = Optional.empty();

  /** Returns what was found on the search path. */
  Discovery discovery() {
    if (discovery.isEmpty()) {
      discovery = Optional.of(PluginDiscovery.discover(backendPath.searchPath()));
    }
    return discovery.get();
  }

  /** Returns the backends and devices that take part. */
  Targets choose() {
    requireThreads();
    return Targets.choose(discovery(), backends, devices);
  }

  private void requireThreads() {
    if (threads.isPresent() && threads.get() < 1) {
      throw new UsageException("--threads is " + threads.get() + ", allowed is 1 or more");
    }
  }

  /** Returns how many threads a framework may use for one operation. */
  int threads() {
    return threads.orElse(Runtime.getRuntime().availableProcessors());
  }

  /** Returns where data sets are looked for. */
  DataLocations data() {
    return DataLocations.of(dataDirectory);
  }
}
