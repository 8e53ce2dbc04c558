package dev.rote.runner.plugin;

import dev.rote.api.Backend;
import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Reads the service providers of one backend's files, each on its own. */
final class ProviderReader {
  private static final String SERVICE = "META-INF/services/" + Backend.class.getName();
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  /** More broken providers than any real jar names; ends the search of one that never ends. */
  private static final int MOST_FAILURES = 100;

  private final BackendFiles files;
  private final List<Plugin> plugins = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  ProviderReader(BackendFiles files) {
    this.files = files;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Returns the plugins that can be used; what cannot is among the {@link #problems}. */
  List<Plugin> read() throws IOException {
    List<Path> jars = files.commonJars();
    if (jars.isEmpty()) {
      problem(
          files.location(),
          "has no jar in its directory lib: a backend is <id>/lib/*.jar or a single jar");
      return plugins;
    }
    List<Path> providing = jars.stream().filter(this::declaresProvider).toList();
    if (!providing.isEmpty()) {
      readProviders(jars, providing.size() == 1 ? providing.getFirst() : files.location());
    } else if (problems.isEmpty()) {
      problem(
          jars.size() == 1 ? jars.getFirst() : files.location(),
          "has no " + SERVICE + ": a backend's jar names its provider class there");
    }
    return plugins;
  }

  private boolean declaresProvider(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry(SERVICE) != null;
    } catch (IOException e) {
      problem(jar, "is not a readable jar: " + e.getMessage());
      return false;
    }
  }

  private void readProviders(List<Path> jars, Path location) {
    Iterator<ServiceLoader.Provider<Backend>> providers =
        ServiceLoader.load(Backend.class, Plugins.loader(jars)).stream().iterator();
    for (int failures = 0; failures < MOST_FAILURES; failures++) {
      try {
        while (providers.hasNext()) {
          readProvider(providers.next(), location);
        }
        return;
      } catch (ServiceConfigurationError | LinkageError e) {
        // The iterator has moved on to the next provider.
        problem(location, FailureReason.of(e));
      }
    }
  }

  private void readProvider(ServiceLoader.Provider<Backend> provider, Path location) {
    Path jar = location;
    try {
      jar = jarOf(provider.type()).orElse(location);
      Backend backend = provider.get();
      Optional<String> objection = objection(backend);
      if (objection.isPresent()) {
        problem(jar, objection.get());
      } else {
        plugins.add(plugin(backend));
      }
    } catch (Exception | ServiceConfigurationError | LinkageError e) {
      problem(jar, FailureReason.of(e));
    }
  }

  /** Asks for the API's version first: with another one, the other answers mean nothing. */
  private static Optional<String> objection(Backend backend) {
    String name = backend.getClass().getName();
    if (backend.apiVersion() != Backend.API_VERSION) {
      return Optional.of(
          "%s was compiled against version %d of the API, this is version %d: get a jar built for it"
              .formatted(name, backend.apiVersion(), Backend.API_VERSION));
    }
    if (backend.id() == null || !ID.matcher(backend.id()).matches()) {
      return Optional.of(
          "%s gives itself the id \"%s\", allowed is %s".formatted(name, backend.id(), ID));
    }
    if (backend.version() == null) {
      return Optional.of(name + " gives null as its version");
    }
    Set<DeviceKind> devices = backend.devices();
    if (devices == null || devices.isEmpty()) {
      return Optional.of(
          name + " names no device, allowed are one or more of " + List.of(DeviceKind.values()));
    }
    return Optional.empty();
  }

  private Plugin plugin(Backend backend) throws IOException {
    Set<DeviceKind> devices = backend.devices();
    Set<Class<? extends Layer>> unsupported = backend.unsupportedLayers();
    Map<DeviceKind, List<Path>> classPaths = new EnumMap<>(DeviceKind.class);
    for (DeviceKind kind : devices) {
      classPaths.put(kind, files.classPath(kind));
    }
    return new Plugin(
        backend.id(),
        backend.version(),
        files.location(),
        devices,
        unsupported,
        classPaths,
        backend);
  }

  private static Optional<Path> jarOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private void problem(Path location, String reason) {
    problems.add(new Problem(location, reason));
  }
}
