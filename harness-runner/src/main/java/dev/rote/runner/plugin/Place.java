package dev.rote.runner.plugin;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place where backends are searched. A name lets its backends stand beside others of the same
 * ids: two builds of one backend in one run.
 *
 * @param path a directory that holds backends, a backend's own directory, or a jar
 * @param name what the ids of its backends have behind an {@value #MARK}, if they are to have
 *     anything
 */
public record Place(Path path, Optional<String> name) {
  /** What stands between a backend's own id and the name of its place. */
  static final String MARK = "@";

  private static final String NAMED = "=";
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

  public Place {
    requireNonNull(path, "path is null");
    requireNonNull(name, "name is null");
  }

  /** Returns a place whose backends keep their own ids. */
  public static Place of(Path path) {
    return new Place(path, Optional.empty());
  }

  /**
   * Returns where a backend of that id is, when it is searched again.
   *
   * @param id of a {@link Plugin}, with the name of its place if it had one
   * @param location the backend's own directory or jar
   */
  public static Place of(String id, Path location) {
    return new Place(location, nameIn(id));
  }

  /**
   * Reads {@code DIR} or {@code NAME=DIR}. What is there as a whole is a path, whatever it has in
   * its name, and so is what has a directory before its first {@code =}.
   *
   * @throws PlaceException if the name is none, or nothing stands behind it
   */
  static Place parse(String text) {
    int end = text.indexOf(NAMED);
    if (end < 0 || Files.exists(Path.of(text)) || text.substring(0, end).contains(File.separator)) {
      return of(Path.of(text));
    }
    String name = text.substring(0, end);
    String path = text.substring(end + NAMED.length());
    objection(name)
        .ifPresent(objection -> {
          throw new PlaceException(
              "the search path for backends has '%s', but %s; a directory with %s in its own name must exist, or be written as .%s%s"
                  .formatted(text, objection, NAMED, File.separator, text));
        });
    if (path.isBlank()) {
      throw new PlaceException(
          "the search path for backends has '%s', which names nothing: write %s%sDIR, with a directory that holds backends, a backend's own, or a jar"
              .formatted(text, name, NAMED));
    }
    return new Place(Path.of(path), Optional.of(name));
  }

  /** Returns what a text names, with a name or without, if that is there as a whole. */
  static Optional<Place> existing(String text) {
    if (!text.isBlank() && Files.exists(Path.of(text))) {
      return Optional.of(of(Path.of(text)));
    }
    int end = Math.max(text.indexOf(NAMED), 0);
    String name = text.substring(0, end);
    String path = text.substring(Math.min(end + NAMED.length(), text.length()));
    return NAME.matcher(name).matches() && !path.isBlank() && Files.exists(Path.of(path))
        ? Optional.of(new Place(Path.of(path), Optional.of(name)))
        : Optional.empty();
  }

  /** Returns the name of the place in the id of a {@link Plugin}, if it has one. */
  public static Optional<String> nameIn(String id) {
    int mark = id.indexOf(MARK);
    return mark < 0 ? Optional.empty() : Optional.of(id.substring(mark + MARK.length()));
  }

  /** Returns the id of a {@link Plugin} without the name of its place, which is its own. */
  public static String withoutName(String id) {
    int mark = id.indexOf(MARK);
    return mark < 0 ? id : id.substring(0, mark);
  }

  /** Returns what is wrong with a name, a part of a sentence. */
  static Optional<String> objection(String name) {
    return NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "'%s' is no name: allowed are ASCII letters, digits, '.', '_' and '-', beginning with a letter"
                .formatted(name));
  }

  /** Returns how {@code --backend-path} says that a backend of that id is somewhere. */
  public static String option(String id) {
    return "--backend-path " + nameIn(id).map(name -> name + NAMED).orElse("") + "DIR";
  }

  /** Returns it as {@code --backend-path} has it. */
  @Override
  public String toString() {
    return name.map(given -> given + NAMED).orElse("") + path;
  }
}
