package dev.rote.runner.plugin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the backends on a search path. One that is broken never hides another. */
public final class PluginDiscovery {
  private final Map<String, Plugin> plugins = new LinkedHashMap<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<Place> seen = new LinkedHashSet<>();

  private PluginDiscovery() {}

  /**
   * Searches.
   *
   * @param searchPath directories that hold backends; a backend's own directory or jar may be named
   *     as well
   * @return the backends that can be used, and one line for everything that gave none
   */
  public static Discovery discover(List<Path> searchPath) {
    return discoverAt(searchPath.stream().map(Place::of).toList());
  }

  /**
   * Searches places that may have names.
   *
   * @return the backends that can be used, those of places with a name behind the one that has
   *     their own id, and one line for everything that gave none
   */
  public static Discovery discoverAt(List<Place> searchPath) {
    PluginDiscovery discovery = new PluginDiscovery();
    searchPath.forEach(discovery::search);
    return new Discovery(discovery.inOrder(), List.copyOf(discovery.problems));
  }

  /** Neighbours in the order are neighbours in time, and builds of one backend are compared. */
  private List<Plugin> inOrder() {
    Set<Plugin> ordered = new LinkedHashSet<>();
    for (Plugin plugin : plugins.values()) {
      if (plugin.name().isEmpty()) {
        ordered.add(plugin);
        plugins.values().stream()
            .filter(other -> other.ownId().equals(plugin.ownId()))
            .forEach(ordered::add);
      }
    }
    ordered.addAll(plugins.values());
    return List.copyOf(ordered);
  }

  private void search(Place place) {
    Path path = place.path();
    try {
      List<Path> parts = new ArrayList<>();
      for (Path candidate : candidates(path)) {
        if (read(candidate, place.name())) {
          parts.add(candidate);
        }
      }
      addParts(path, parts);
    } catch (IOException | UncheckedIOException e) {
      problems.add(new Problem(path, "cannot be searched for backends: " + reason(e)));
    }
  }

  /** Returns whether it is a jar that is a part of a backend, which only its neighbours show. */
  private boolean read(Path candidate, Optional<String> name) {
    try {
      // The same directory may be on the path twice, or be reached through a link.
      if (!seen.add(new Place(candidate.toRealPath(), name))) {
        return false;
      }
      ProviderReader reader = new ProviderReader(new BackendFiles(candidate), name);
      reader.read().forEach(this::add);
      problems.addAll(reader.problems());
      return reader.isPart();
    } catch (IOException | UncheckedIOException e) {
      problems.add(
          new Problem(
              candidate,
              Files.exists(candidate)
                  ? "cannot be read: " + reason(e)
                  : "is a link to something that is not there: remove it, or put there what it names"));
      return false;
    }
  }

  /** The messages of exceptions of files say only which file. */
  private static String reason(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    return cause instanceof AccessDeniedException ? "permission is denied" : cause.toString();
  }

  /** Many jars without a provider are one mistake: the folder of a backend without its lib. */
  private void addParts(Path path, List<Path> parts) {
    if (parts.size() == 1) {
      problems.add(new Problem(parts.getFirst(), ProviderReader.NO_PROVIDER));
    } else if (!parts.isEmpty()) {
      problems.add(
          new Problem(
              path,
              "%d of its jars, such as %s, have no %s: one jar is a backend by itself, and jars that belong together go into a directory lib, as in <id>/lib/*.jar"
                  .formatted(parts.size(), parts.getFirst().getFileName(), Providers.FILE)));
    }
  }

  private List<Path> candidates(Path path) throws IOException {
    if (!Files.exists(path)) {
      problems.add(
          new Problem(
              path,
              "does not exist: name a directory that holds backends, or create it (%s separates directories)"
                  .formatted(File.pathSeparator)));
      return List.of();
    }
    if (!Files.isDirectory(path) || BackendFiles.isBackendDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(BackendFiles::looksLike).sorted().toList();
    }
  }

  private void add(Plugin plugin) {
    Plugin first = plugins.putIfAbsent(plugin.id(), plugin);
    if (first != null) {
      problems.add(
          new Problem(
              plugin.location(),
              "its backend id %s is already taken by %s, which comes first on the search path: remove one of the two, or give the place of one %s"
                  .formatted(
                      plugin.id(),
                      first.location(),
                      plugin.name().isPresent()
                          ? "another name"
                          : "a name, as in --backend-path old=DIR")));
    }
  }
}
