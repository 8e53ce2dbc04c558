package dev.rote.runner.plugin;

import dev.rote.api.Backend;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** Opens backends behind class loaders of their own. */
public final class Plugins {
  private Plugins() {}

  /**
   * A backend and the class loader that its threads need as their context class loader.
   *
   * @param backend the backend
   * @param loader sees the backend's jars, the API and the platform
   */
  public record Opened(Backend backend, ClassLoader loader) {}

  /**
   * Opens one backend, as a worker does.
   *
   * @param classPath the backend's jars
   * @param id which of the backends in them
   * @throws IllegalArgumentException if none has that id
   * @throws java.util.ServiceConfigurationError if its provider cannot be loaded
   */
  public static Opened open(List<Path> classPath, String id) {
    ClassLoader loader = loader(classPath);
    for (Backend backend : ServiceLoader.load(Backend.class, loader)) {
      if (backend.id().equals(id)) {
        return new Opened(backend, loader);
      }
    }
    throw new IllegalArgumentException("there is no backend " + id + " in " + classPath);
  }

  /** Returns a loader of these jars whose parent knows the platform and the API only. */
  static ClassLoader loader(List<Path> classPath) {
    return new URLClassLoader(
        "rote-backend",
        classPath.stream().map(Plugins::url).toArray(URL[]::new),
        new ApiClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(jar + " cannot be on a class path", e);
    }
  }
}
