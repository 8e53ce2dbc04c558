package dev.rote.runner.cell;

import java.nio.file.Path;
import java.util.Optional;

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
}
