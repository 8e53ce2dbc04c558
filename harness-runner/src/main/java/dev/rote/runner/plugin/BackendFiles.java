package dev.rote.runner.plugin;

import dev.rote.api.DeviceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the jars of one backend are: a directory with {@code lib} and perhaps {@code lib-cpu},
 * {@code lib-onednn}, {@code lib-cuda}, or a single jar.
 *
 * @param location the directory or the jar
 */
record BackendFiles(Path location) {
  /** Returns whether this may be a backend: a jar or a directory that is not hidden. */
  static boolean looksLike(Path path) {
    return !isHidden(path) && (Files.isDirectory(path) || isJar(path));
  }

  /** macOS puts a hidden file beside each on disks of other systems: {@code ._x.jar}. */
  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static boolean isJar(Path path) {
    return path.getFileName().toString().endsWith(".jar");
  }

  /** Returns whether a directory is itself a backend rather than one that holds backends. */
  static boolean isBackendDirectory(Path directory) {
    return Files.isDirectory(directory.resolve("lib"));
  }

  /** Returns the jars that a process on such a device needs, those of the device last. */
  List<Path> classPath(DeviceKind kind) throws IOException {
    List<Path> jars = new ArrayList<>(commonJars());
    jars.addAll(deviceJars(kind));
    return jars;
  }

  /** Returns the jars that only such a device needs. */
  List<Path> deviceJars(DeviceKind kind) throws IOException {
    return Files.isDirectory(location) ? jars(location.resolve("lib-" + kind)) : List.of();
  }

  /** Returns the jars that are needed whatever the device; the provider is in one of them. */
  List<Path> commonJars() throws IOException {
    return Files.isDirectory(location) ? jars(location.resolve("lib")) : List.of(location);
  }

  /**
   * Returns the jars where none is looked for: beside {@code lib}, or beside a single jar that may
   * be a part of something larger.
   */
  List<Path> jarsBeside() throws IOException {
    return Files.isDirectory(location)
        ? jars(location)
        : jars(location.toAbsolutePath().getParent()).stream()
            .filter(jar -> !jar.getFileName().equals(location.getFileName()))
            .toList();
  }

  private static List<Path> jars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> isJar(file) && !isHidden(file)).sorted().toList();
    }
  }
}
