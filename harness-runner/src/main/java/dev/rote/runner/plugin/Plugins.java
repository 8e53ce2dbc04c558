package dev.rote.runner.plugin;

import dev.rote.api.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** Opens backends behind class loaders of their own. */
public final class Plugins {
  /** Names the class loader of a backend's jars, so that stack traces tell its code from others. */
  public static final String LOADER = "rote-backend";

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
   * @throws IllegalArgumentException if none has that id; the message says what is wrong with the
   *     providers that gave none
   */
  public static Opened open(List<Path> classPath, String id) {
    ClassLoader loader = loader(classPath);
    StringBuilder reasons = new StringBuilder();
    Throwable last = null;
    for (String name : providers(loader)) {
      try {
        Backend backend = Providers.construct(Providers.type(name, loader));
        if (backend.id().equals(id)) {
          return new Opened(backend, loader);
        }
        reasons.append("; there is ").append(backend.id());
      } catch (Exception | Error e) {
        // It may be another one than the one that is asked for.
        reasons.append("; ").append(FailureReason.of(e, loader));
        last = e;
      }
    }
    String why =
        reasons.isEmpty() ? "; none of them has a file " + Providers.FILE : reasons.toString();
    throw new IllegalArgumentException(
        "there is no backend %s in %s%s".formatted(id, classPath, why), last);
  }

  private static Iterable<String> providers(ClassLoader loader) {
    try {
      return Providers.names(loader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a loader of these jars whose parent knows the platform and the API only. */
  static ClassLoader loader(List<Path> classPath) {
    return new URLClassLoader(
        LOADER, classPath.stream().map(Plugins::url).toArray(URL[]::new), new ApiClassLoader());
  }

  private static URL url(Path jar) {
    try {
      // Java takes the first "!/" of an address for the end of the jar's name.
      return URI.create(jar.toUri().toString().replace("!", "%21")).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(jar + " cannot be on a class path", e);
    }
  }
}
