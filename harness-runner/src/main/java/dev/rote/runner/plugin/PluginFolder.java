package dev.rote.runner.plugin;

import dev.rote.api.DeviceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a plugin that its own build is about to fill: some of its jars may not be there
 * yet.
 */
public final class PluginFolder {
  private final Path folder;
  private final BackendFiles files;

  private PluginFolder(Path folder) {
    this.folder = folder;
    this.files = new BackendFiles(folder);
  }

  /**
   * Opens one.
   *
   * @throws IllegalArgumentException if it is no directory
   */
  public static PluginFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "the plugin's folder %s is no directory: name the one that has lib or lib-<device>, and let the build fill it before the tests run"
              .formatted(folder.toAbsolutePath()));
    }
    return new PluginFolder(folder.toAbsolutePath());
  }

  /** Returns the jars of {@code lib}, perhaps none. */
  public List<Path> common() {
    try {
      return files.commonJars();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the jars of {@code lib-<device>}, perhaps none. */
  public List<Path> only(DeviceKind kind) {
    try {
      return files.deviceJars(kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the jars of such a device are. */
  public Path directory(DeviceKind kind) {
    return folder.resolve("lib-" + kind);
  }
}
