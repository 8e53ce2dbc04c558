package dev.rote.runner.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The archive of the classes that a worker loads of the harness, which saves every process about
 * half of its start-up. An installation may have one, {@code worker.jsa}; the JVM ignores it where
 * it does not fit.
 */
final class ClassArchive {
  /** Set when the workers are to write the archive instead of using it. */
  private static final String WRITE = "rote.archiveWorkers";

  private ClassArchive() {}

  /** Returns the options of a worker's {@code java} command. */
  static List<String> jvmOptions() {
    String home = System.getProperty("rote.home", "");
    if (home.isEmpty()) {
      return List.of();
    }
    Path archive = Path.of(home, "worker.jsa");
    if (Boolean.getBoolean(WRITE)) {
      return List.of("-XX:ArchiveClassesAtExit=" + archive);
    }
    return Files.isRegularFile(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }
}
