package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plugin.Place;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.result.json.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The builds of backends that nights were measured with, each once, in folders that have hashes of
 * their jars in their names: what the next night's builds take turns with. They are kept until they
 * are more than a limit; then the oldest go, but never one that is compared with.
 */
public final class Builds {
  private static final int HASH_IN_NAME = 12;
  private static final String UNFINISHED = ".unfinished-";

  private final Path folder;
  private final long limitBytes;

  /**
   * @param folder where they are or will be
   * @param limitBytes how much they may be together
   */
  public Builds(Path folder, long limitBytes) {
    this.folder = requireNonNull(folder, "folder is null");
    this.limitBytes = limitBytes;
  }

  /**
   * Returns a build that is kept, as found at a place that is called {@value Pair#KEPT}.
   *
   * @param backend what the backend calls itself
   * @param device whose jars the hash is of
   * @param jars the hash, as {@link Plugin#jarsHash} has it
   */
  Optional<Plugin> find(String backend, Device device, String jars) {
    return kept().stream()
        .filter(build -> build.getFileName().toString().startsWith(backend + "-"))
        .flatMap(build ->
            PluginDiscovery.discoverAt(List.of(new Place(content(build), Optional.of(Pair.KEPT))))
                .plugins()
                .stream())
        .filter(plugin -> plugin.ownId().equals(backend))
        .filter(plugin -> plugin.devices().contains(device.kind()))
        .filter(plugin -> plugin.jarsHash(device.kind()).equals(jars))
        .findFirst();
  }

  /** Returns the one file or folder that was copied. */
  private static Path content(Path build) {
    try (Stream<Path> files = Files.list(build)) {
      return files.min(Comparator.naturalOrder()).orElse(build);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps builds, and lets the oldest others go that are too much.
   *
   * @param tonight those of tonight
   * @param needed those that are kept and still compared with
   * @return what could not be kept and why, a sentence each
   */
  List<String> keep(List<Plugin> tonight, List<Plugin> needed) {
    List<String> notes = new ArrayList<>();
    Set<Path> staying =
        needed.stream()
            .map(plugin -> plugin.location().getParent().toAbsolutePath())
            .collect(Collectors.toSet());
    for (Plugin plugin : tonight) {
      try {
        staying.add(keep(plugin).toAbsolutePath());
      } catch (IOException | UncheckedIOException e) {
        notes.add(
            "the build of %s cannot be kept in %s: %s; the next night has nothing to compare it with"
                .formatted(plugin.id(), folder, FileTrouble.of(cause(e), folder)));
      }
    }
    try {
      shrink(staying);
    } catch (IOException e) {
      notes.add(
          "old builds cannot be deleted in %s: %s".formatted(folder, FileTrouble.of(e, folder)));
    }
    return notes;
  }

  private static IOException cause(Exception e) {
    return e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
  }

  private Path keep(Plugin plugin) throws IOException {
    String hash =
        plugin.jarsHash(plugin.devices().stream().min(Comparator.naturalOrder()).orElseThrow());
    Path build = folder.resolve(plugin.ownId() + "-" + hash.substring(0, HASH_IN_NAME));
    if (Files.isDirectory(build)) {
      Files.setLastModifiedTime(build, FileTime.from(Instant.now()));
      return build;
    }
    Files.createDirectories(folder);
    Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
    copy(plugin.location(), unfinished.resolve(plugin.location().getFileName()));
    Files.move(unfinished, build, StandardCopyOption.ATOMIC_MOVE);
    return build;
  }

  private static void copy(Path from, Path to) throws IOException {
    // A backend may be linked to where it was built.
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private void shrink(Set<Path> staying) throws IOException {
    List<Path> oldestFirst = new ArrayList<>(kept());
    oldestFirst.sort(Comparator.comparing(Builds::lastUsed));
    long bytes = 0;
    for (Path build : oldestFirst) {
      bytes += bytes(build);
    }
    for (Path build : oldestFirst) {
      if (bytes > limitBytes && !staying.contains(build.toAbsolutePath())) {
        bytes -= bytes(build);
        delete(build);
      }
    }
  }

  private List<Path> kept() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> builds = Files.list(folder)) {
      return builds
          .filter(Files::isDirectory)
          .filter(build -> !build.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime lastUsed(Path build) {
    try {
      return Files.getLastModifiedTime(build);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static long bytes(Path build) throws IOException {
    try (Stream<Path> files = Files.walk(build)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path build) throws IOException {
    Files.walkFileTree(
        build,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
