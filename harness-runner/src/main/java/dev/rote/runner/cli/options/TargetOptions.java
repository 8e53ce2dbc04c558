package dev.rote.runner.cli.options;

import dev.rote.api.Device;
import dev.rote.runner.cell.Host;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Place;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where and with what data cells run: the options of every command that runs some. */
public final class TargetOptions {
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
  public Discovery discovery() {
    return discovery(List.of());
  }

  /** Returns what was found on the search path and after it in other places. */
  public Discovery discovery(List<Place> others) {
    if (discovery.isEmpty()) {
      List<Place> path = new ArrayList<>(backendPath.searchPath());
      path.addAll(backendPath.named() ? path.size() : 0, others);
      discovery = Optional.of(PluginDiscovery.discoverAt(path));
    }
    return discovery.get();
  }

  /** Returns the backends and devices that take part. */
  public Targets choose() {
    requireThreads();
    return Targets.choose(new LocalProcesses(), discovery(), backends, devices);
  }

  /** Returns the first option given that chooses backends or devices. */
  public Optional<String> firstChoice() {
    if (!backends.isEmpty()) {
      return Optional.of("--backend");
    }
    return devices.isEmpty() ? Optional.empty() : Optional.of("--device");
  }

  private void requireThreads() {
    if (threads.isPresent() && threads.get() < 1) {
      throw new UsageException("--threads is " + threads.get() + ", allowed is 1 or more");
    }
  }

  /** Returns this machine as the options want it used. */
  public Host host() {
    return host(Runtime.getRuntime().availableProcessors(), List.of());
  }

  /**
   * Returns this machine.
   *
   * @param defaultThreads how many threads, where no option says so
   * @param dataDirectories where data are looked for as well
   */
  public Host host(int defaultThreads, List<Path> dataDirectories) {
    requireThreads();
    List<Path> directories = new ArrayList<>(data().directories());
    dataDirectories.stream().filter(path -> !directories.contains(path)).forEach(directories::add);
    return new Host(
        new LocalProcesses(), threads.orElse(defaultThreads), new DataLocations(directories));
  }

  /** Returns where data sets are looked for. */
  public DataLocations data() {
    return DataLocations.of(dataDirectory);
  }

  /** Reads {@code cpu}, {@code onednn}, {@code cuda} and {@code cuda:1}. */
  static final class DeviceConverter implements ITypeConverter<Device> {
    @Override
    public Device convert(String text) {
      try {
        return Device.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
