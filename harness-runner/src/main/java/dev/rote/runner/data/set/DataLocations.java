package dev.rote.runner.data.set;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directories in which data sets are looked for, the first one first.
 *
 * @param directories one or more
 */
public record DataLocations(List<Path> directories) {
  /** Names a list of directories, separated as in {@code PATH}. */
  public static final String VARIABLE = "ROTE_DATA";

  public DataLocations {
    directories = List.copyOf(directories);
    if (directories.isEmpty()) {
      throw new IllegalArgumentException("data needs at least one directory to be looked for in");
    }
  }

  /**
   * Returns the search path of this process: the directory of the {@code --data-dir} option where
   * there is one, those of the environment variable {@value #VARIABLE}, and {@code ~/.rote/data}.
   */
  public static DataLocations of(Optional<Path> dataDirectory) {
    return of(dataDirectory, System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** Returns the search path with that environment and home directory. */
  public static DataLocations of(
      Optional<Path> dataDirectory, Map<String, String> environment, Path home) {
    List<Path> directories = new ArrayList<>();
    dataDirectory.ifPresent(directories::add);
    Arrays.stream(environment.getOrDefault(VARIABLE, "").split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .map(Path::of)
        .forEach(directories::add);
    directories.add(home.resolve(".rote").resolve("data"));
    return new DataLocations(
        directories.stream().map(Path::toAbsolutePath).map(Path::normalize).distinct().toList());
  }

  /** Returns the first directory, which is where fetched data go. */
  public Path first() {
    return directories.getFirst();
  }

  /** Returns the directories for a sentence: {@code /a, /b or /c}; what is none is said to be. */
  @Override
  public String toString() {
    if (directories.size() == 1) {
      return place(first());
    }
    return directories.stream()
            .limit(directories.size() - 1L)
            .map(this::place)
            .collect(joining(", "))
        + " or "
        + place(directories.getLast());
  }

  /** The last one is Rote's own, which need not be there; the others were named by the user. */
  private String place(Path directory) {
    boolean named = !directory.equals(directories.getLast());
    if (!named || Files.isDirectory(directory)) {
      return directory.toString();
    }
    return directory
        + (Files.exists(directory)
            ? " (which is a file: name the folder that has it)"
            : " (which is no folder)");
  }
}
