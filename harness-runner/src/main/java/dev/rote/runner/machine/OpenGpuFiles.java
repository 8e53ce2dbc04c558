package dev.rote.runner.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of GPUs that this process has open: a container with process ids of its own hides a
 * process from the driver, but not its files from itself.
 */
final class OpenGpuFiles {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private OpenGpuFiles() {}

  /** Returns their names, such as {@code /dev/nvidia0}; none where the system does not tell. */
  static List<String> list() {
    if (!Files.isDirectory(OPEN_FILES)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files
          .map(OpenGpuFiles::target)
          .filter(target -> target.matches("/dev/nvidia\\d+"))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      // It was closed in the meantime.
      return "";
    }
  }
}
