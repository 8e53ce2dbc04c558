package dev.rote.runner.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files whose code this process has mapped, as Linux lists them. */
public final class MappedFiles {
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  /** Address, permissions, offset, device, inode; then a path, perhaps with spaces in it. */
  private static final Pattern LINE = Pattern.compile("\\S+ ..x. \\S+ \\S+ +[1-9]\\d* +(/.*)");

  private static final String DELETED = " (deleted)";

  private MappedFiles() {}

  /**
   * A mapped file.
   *
   * @param path where it is, or was
   * @param deleted whether it is there no more
   */
  public record MappedFile(Path path, boolean deleted) {}

  /** Returns the shared libraries that are not the JDK's, or empty where nobody lists them. */
  public static Optional<List<MappedFile>> libraries() {
    try {
      Path jdk = Path.of(System.getProperty("java.home")).toRealPath();
      try (Stream<String> lines = Files.lines(MAPPINGS)) {
        return Optional.of(
            parse(lines).stream().filter(file -> !file.path().startsWith(jdk)).toList());
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the libraries with executable mappings, each once, in the order of their addresses. */
  static List<MappedFile> parse(Stream<String> lines) {
    return lines
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .map(text ->
            text.endsWith(DELETED)
                ? new MappedFile(Path.of(text.substring(0, text.length() - DELETED.length())), true)
                : new MappedFile(Path.of(text), false))
        .filter(file -> isLibrary(file.path()))
        .distinct()
        .toList();
  }

  /** A JVM's own executable is none. What is loaded from memory has a name of any kind. */
  private static boolean isLibrary(Path path) {
    return path.getFileName().toString().contains(".so") || path.toString().startsWith("/memfd:");
  }
}
