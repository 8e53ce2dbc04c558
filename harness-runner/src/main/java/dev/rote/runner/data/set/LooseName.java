package dev.rote.runner.data.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Names by their letters and digits only, in any case: {@code train-images.idx3-ubyte}, as one
 * mirror has it, is {@code train-images-idx3-ubyte}, and {@code FashionMNIST}, as torchvision has
 * it, {@code fashion-mnist}. It is the contents that are held to a format.
 */
final class LooseName {
  private LooseName() {}

  /** Returns what is compared. */
  static String of(String name) {
    StringBuilder loose = new StringBuilder();
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(loose::appendCodePoint);
    return loose.toString();
  }

  /** Returns whether two names are the same but for case and signs. */
  static boolean same(String name, String other) {
    return of(name).equals(of(other));
  }

  /**
   * Returns the file of a folder with that name: the one that has it exactly, or else the one that
   * nearly has it.
   *
   * @throws DataException if several nearly have it
   */
  static Optional<Path> file(Path folder, String name) {
    List<Path> files = entries(folder, name, Files::isRegularFile);
    if (files.size() > 1) {
      throw DataException.of(
          "%s and %s have nearly the name %s: leave one of them, and call it that",
          files.get(0), files.get(1), name);
    }
    return files.stream().findFirst();
  }

  /** Returns the folders of a folder with that name: the one that has it exactly, or others. */
  static List<Path> folders(Path folder, String name) {
    return entries(folder, name, Files::isDirectory);
  }

  private static List<Path> entries(Path folder, String name, Predicate<Path> wanted) {
    Path exact = folder.resolve(name);
    if (wanted.test(exact)) {
      return List.of(exact);
    }
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> same(entry.getFileName().toString(), name))
          .filter(entry -> !isHidden(entry))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw DataException.unreadable(folder, e);
    }
  }

  /** Returns whether it is none of a user's own files, such as what macOS puts beside each. */
  static boolean isHidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }
}
