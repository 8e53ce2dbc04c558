package dev.rote.runner.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the logs of processes are. */
final class Logs {
  private Logs() {}

  /**
   * Returns a log as results name it: relative to the folder of the run, which holds its folder.
   */
  static Optional<String> name(Path log) {
    Path file = log.toAbsolutePath();
    return Optional.of(file.getParent().getFileName() + "/" + file.getFileName());
  }

  /** Returns how large a log is, or empty if it is not there. */
  static OptionalLong bytes(Path log) {
    try {
      return OptionalLong.of(Files.size(log));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
