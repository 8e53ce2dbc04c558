package dev.rote.runner.plugin;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Backend;
import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Reads the service providers of one backend's files, each on its own. */
final class ProviderReader {
  /** Says of a jar, or of several, that no provider is named. */
  static final String NO_PROVIDER =
      "has no " + Providers.FILE + ": a backend's jar names its provider class there";

  /** More jars than a sentence can name. */
  private static final int MANY = 3;

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  private final BackendFiles files;
  private final Optional<String> name;
  private final List<Plugin> plugins = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** The jars that name providers. */
  private final List<Path> providing = new ArrayList<>();

  /** A file of a jar that would name them in another place. */
  private Optional<String> relocated = Optional.empty();

  private boolean part;

  /**
   * @param name of the place where the files are
   */
  ProviderReader(BackendFiles files, Optional<String> name) {
    this.files = files;
    this.name = name;
  }

  List<Problem> problems() {
    return problems;
  }

  /**
   * Returns whether it is a single jar that names no provider: by itself none, and perhaps a part
   * of one. Its sentence is the caller's, who sees the jars beside it.
   */
  boolean isPart() {
    return part;
  }

  /** Returns the plugins that can be used; what cannot is among the {@link #problems}. */
  List<Plugin> read() throws IOException {
    List<Path> all = files.commonJars();
    List<Path> jars = readable(all);
    if (all.isEmpty()) {
      problem(
          files.location(),
          withJarsBeside(
              "has no jar in its directory lib: a backend is <id>/lib/*.jar or a single jar"));
      return plugins;
    }
    if (!providing.isEmpty()) {
      readProviders(jars, providing.size() == 1 ? providing.getFirst() : files.location());
    } else if (problems.isEmpty()) {
      if (relocated.isPresent()) {
        problem(
            jars.size() == 1 ? jars.getFirst() : files.location(),
            "has %s, but no %s: call it that".formatted(relocated.get(), Providers.FILE));
      } else if (Files.isDirectory(files.location())) {
        problem(jars.size() == 1 ? jars.getFirst() : files.location(), withJarsBeside(NO_PROVIDER));
      } else {
        part = true;
      }
    }
    return plugins;
  }

  /** A jar that cannot be read is told of, and the others may be a backend without it. */
  private List<Path> readable(List<Path> jars) {
    return jars.stream().filter(this::isReadable).toList();
  }

  private boolean isReadable(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getEntry(Providers.FILE) != null) {
        providing.add(jar);
      } else if (relocated.isEmpty()) {
        relocated =
            file.stream().map(JarEntry::getName).filter(Providers::isNearlyFile).findFirst();
      }
      return true;
    } catch (NoSuchFileException e) {
      problem(jar, "is a link to a file that is not there: remove it, or put there what it names");
    } catch (AccessDeniedException e) {
      problem(jar, "cannot be read: permission is denied");
    } catch (IOException e) {
      problem(
          jar,
          "is not a readable jar (%s): it is damaged, or something else that a server sent, so get it again"
              .formatted(e.getMessage()));
    }
    return false;
  }

  private void readProviders(List<Path> jars, Path location) throws IOException {
    ClassLoader loader = Plugins.loader(jars);
    for (String name : Providers.names(loader)) {
      readProvider(name, loader, jars, location);
    }
  }

  private void readProvider(String name, ClassLoader loader, List<Path> jars, Path location)
      throws IOException {
    Path jar = location;
    try {
      Class<?> type = Providers.type(name, loader);
      jar = Providers.jar(type).orElse(location);
      Backend backend = Providers.construct(type);
      Optional<String> objection = objection(backend);
      if (objection.isPresent()) {
        problem(jar, objection.get());
      } else {
        plugins.add(plugin(backend, jars));
      }
    } catch (Exception | Error e) {
      // Whatever it throws, it hides no other backend.
      String reason = FailureReason.of(e, loader);
      problem(jar, MissingClass.of(e, loader).isPresent() ? withJarsBeside(reason) : reason);
    }
  }

  private String withJarsBeside(String reason) throws IOException {
    return reason + hintAtJarsBeside().map(hint -> "; " + hint).orElse("");
  }

  /** A folder without lib, or with some of its jars beside it, is the usual reason. */
  private Optional<String> hintAtJarsBeside() throws IOException {
    List<Path> beside = files.jarsBeside();
    if (beside.isEmpty()) {
      return Optional.empty();
    }
    String names =
        beside.stream().limit(MANY).map(jar -> jar.getFileName().toString()).collect(joining(", "));
    if (beside.size() > MANY) {
      names += " and %d more".formatted(beside.size() - MANY);
    }
    boolean directory = Files.isDirectory(files.location());
    return Optional.of(
        directory
            ? "%s lies in %s itself, where no jar is looked for: move it into %s"
                .formatted(names, files.location(), files.location().resolve("lib"))
            : "beside it lies %s: jars that belong together go into a directory lib, as in <id>/lib/*.jar"
                .formatted(names));
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
    if (backend.unsupportedLayers() == null) {
      return Optional.of(
          name + " gives null as its unsupported layers: give an empty set if it has all of them");
    }
    return Optional.empty();
  }

  private Plugin plugin(Backend backend, List<Path> jars) throws IOException {
    Set<DeviceKind> devices = backend.devices();
    Set<Class<? extends Layer>> unsupported = backend.unsupportedLayers();
    Map<DeviceKind, List<Path>> classPaths = new EnumMap<>(DeviceKind.class);
    for (DeviceKind kind : devices) {
      List<Path> classPath = new ArrayList<>(jars);
      classPath.addAll(readable(files.deviceJars(kind)));
      classPaths.put(kind, classPath);
    }
    return new Plugin(
        backend.id(),
        name,
        backend.version(),
        files.location(),
        devices,
        unsupported,
        classPaths,
        backend);
  }

  private void problem(Path location, String reason) {
    problems.add(new Problem(location, reason));
  }
}
