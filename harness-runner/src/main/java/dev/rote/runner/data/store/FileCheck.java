package dev.rote.runner.data.store;

import dev.rote.runner.data.set.Checksum;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.OfficialFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What comparing a file with the official one showed. */
public sealed interface FileCheck {
  /** Returns the file. */
  Path file();

  /** The content's hash, such as {@code SHA-256 0123abcd}, is the official one. */
  record HashMatches(Path file, String hash) implements FileCheck {}

  /** The size is the official one, and no hash is known to compare. */
  record SizeMatches(Path file) implements FileCheck {}

  /** There is no such file: the set has fewer images, which is allowed. */
  record Missing(Path file) implements FileCheck {}

  /** The size, in bytes, is another. */
  record SizeDiffers(Path file, long expected, long actual) implements FileCheck {}

  /** The content's hash is another. */
  record HashDiffers(Path file, String expected, String actual) implements FileCheck {}

  /**
   * Compares a file with the official one, reading all of it if there is a hash to compare.
   *
   * @throws DataException if it cannot be read
   */
  static FileCheck of(Path file, OfficialFile official) {
    try {
      if (!Files.isRegularFile(file)) {
        return new Missing(file);
      }
      long bytes = Files.size(file);
      if (bytes != official.bytes()) {
        return new SizeDiffers(file, official.bytes(), bytes);
      }
      if (official.checksum().isEmpty()) {
        return new SizeMatches(file);
      }
      Checksum expected = official.checksum().get();
      Checksum actual = expected.of(file);
      return actual.equals(expected)
          ? new HashMatches(file, actual.toString())
          : new HashDiffers(file, expected.toString(), actual.toString());
    } catch (IOException e) {
      throw DataException.unreadable(file, e);
    }
  }

  /** Returns whether nothing is wrong with what there is. */
  default boolean sound() {
    return switch (this) {
      case HashMatches ok -> true;
      case SizeMatches ok -> true;
      case Missing missing -> true;
      case SizeDiffers wrong -> false;
      case HashDiffers wrong -> false;
    };
  }

  /** Returns the verdict in a few words. */
  default String verdict() {
    return switch (this) {
      case HashMatches ok -> "ok (" + ok.hash + ")";
      case SizeMatches ok -> "ok (size only, no hash of it is known)";
      case Missing missing -> "missing (the set has fewer images without it)";
      case SizeDiffers wrong ->
          String.format(
              Locale.ROOT,
              "size differs: expected %,d bytes, found %,d",
              wrong.expected,
              wrong.actual);
      case HashDiffers wrong ->
          "hash differs: expected %s, found %s".formatted(wrong.expected, wrong.actual);
    };
  }
}
