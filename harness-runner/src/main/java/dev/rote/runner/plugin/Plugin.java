package dev.rote.runner.plugin;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Launch;
import dev.rote.api.Layer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backend that was found, with what the command line may ask it in its own process.
 *
 * @param ownId what the backend calls itself; its process finds it in the jars by that
 * @param name of the {@link Place} where it was found, if that has one
 * @param version of the plugin, not of its framework
 * @param location its jar, or the directory that holds its jars
 * @param devices the kinds of device it has code for; not empty
 * @param unsupportedLayers the layers it declares that it cannot train
 * @param classPaths the jars its process needs, for each of its devices
 * @param backend the backend itself, for {@link #launch} only
 */
public record Plugin(
    String ownId,
    Optional<String> name,
    String version,
    Path location,
    Set<DeviceKind> devices,
    Set<Class<? extends Layer>> unsupportedLayers,
    Map<DeviceKind, List<Path>> classPaths,
    Backend backend) {
  public Plugin {
    requireNonNull(ownId, "ownId is null");
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(location, "location is null");
    requireNonNull(backend, "backend is null");
    devices = Set.copyOf(devices);
    unsupportedLayers = Set.copyOf(unsupportedLayers);
    classPaths = Map.copyOf(classPaths);
  }

  /**
   * Returns what everything calls it that people read, unique among the plugins of a discovery: its
   * own id, with the name of its place behind an {@code @}.
   */
  public String id() {
    return name.map(given -> ownId + Place.MARK + given).orElse(ownId);
  }

  /** Returns the same, as found at a place of that name. */
  public Plugin named(String other) {
    return new Plugin(
        ownId,
        Optional.of(other),
        version,
        location,
        devices,
        unsupportedLayers,
        classPaths,
        backend);
  }

  /** Returns the jars that its process on such a device has on the backend's class path. */
  public List<Path> classPath(DeviceKind kind) {
    List<Path> jars = classPaths.get(kind);
    if (jars == null) {
      throw new IllegalArgumentException(
          "the backend " + id() + " has no code for " + kind + ", only for " + devices);
    }
    return jars;
  }

  /**
   * Returns a hash of those jars by their contents, in hexadecimal: equal only for equal jars.
   *
   * @throws java.io.UncheckedIOException if one cannot be read any more
   */
  public String jarsHash(DeviceKind kind) {
    return JarsHash.of(classPath(kind));
  }

  /**
   * Returns whether it is a yardstick and runs only when it is asked for: {@link Backend#oracle}.
   */
  public boolean oracle() {
    return backend.oracle();
  }

  /** Returns what it threw, what is behind that, and where in its code: a part of a sentence. */
  public String describe(Throwable failure) {
    return RootCause.describe(failure, backend.getClass().getClassLoader());
  }

  /** Returns what a process on that device needs: {@link Backend#launch}. */
  public Launch launch(Device device, int threads) {
    return requireNonNull(
        backend.launch(device, threads), () -> "the backend " + id() + " gave null as its launch");
  }
}
