package dev.rote.runner.suite.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The model files that a suite may name. */
final class ModelFiles {
  private static final String MODELS = "models";
  private static final String SUFFIX = ".yaml";
  private static final String OTHER_SUFFIX = ".yml";

  private final Optional<Path> folder;

  private ModelFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Returns those of the folder {@code models} beside a suite. */
  static ModelFiles beside(Path suite) {
    return new ModelFiles(Optional.of(suite.resolveSibling(MODELS)));
  }

  /** Returns those of the folder {@code models} in another one. */
  static ModelFiles in(Path folder) {
    return new ModelFiles(Optional.of(folder.resolve(MODELS)));
  }

  /** Returns none, for a resolved suite, whose models are all inline. */
  static ModelFiles none() {
    return new ModelFiles(Optional.empty());
  }

  /**
   * Returns the content of a model file.
   *
   * @param reference where the suite names it
   */
  Node read(Field reference, String name) {
    Path directory =
        folder.orElseThrow(
            () -> reference.error("the model " + name + " is named here, allowed is its content"));
    Path file = file(reference, directory, name);
    if (!Files.isRegularFile(file)) {
      List<String> names = names(directory);
      throw reference.error(
          "there is no model file %s, allowed %s%s"
              .formatted(
                  file,
                  names.isEmpty()
                      ? "is one in the folder models, which has none"
                      : "are " + String.join(", ", names),
                  nearMiss(directory, name).orElseGet(() -> NearestName.suggestion(name, names))));
    }
    return TextFile.parse(file);
  }

  private static Path file(Field reference, Path directory, String name) {
    try {
      return directory.resolve(name + SUFFIX);
    } catch (InvalidPathException e) {
      throw reference.error(
          "the model %s can have no file here, because the locale has not all of its letters: set LC_ALL to a UTF-8 one"
              .formatted(name));
    }
  }

  /** Returns what to do where a name has a suffix or a file has another one. */
  private static Optional<String> nearMiss(Path directory, String name) {
    String bare = name.replaceFirst("\\.ya?ml$", "");
    if (!bare.equals(name) && Files.isRegularFile(directory.resolve(bare + SUFFIX))) {
      return Optional.of(": write " + bare);
    }
    Path other = directory.resolve(bare + OTHER_SUFFIX);
    return Files.isRegularFile(other)
        ? Optional.of(": rename %s to %s".formatted(other, bare + SUFFIX))
        : Optional.empty();
  }

  private static List<String> names(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
