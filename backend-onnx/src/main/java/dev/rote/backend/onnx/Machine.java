package dev.rote.backend.onnx;

import dev.rote.api.NvidiaDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a probe asks about a machine.
 *
 * @param root of the file system
 * @param nvidia its GPUs
 * @param operatingSystem {@code linux}, {@code macosx} or {@code windows}
 * @param architecture {@code x86_64} or {@code aarch64}
 */
record Machine(Path root, NvidiaDriver nvidia, String operatingSystem, String architecture) {
  /** The loader of programs for the GNU C library, which all natives are made for. */
  private static final List<String> LOADERS =
      List.of("lib64/ld-linux-x86-64.so.2", "lib/ld-linux-aarch64.so.1");

  /** Returns the machine this process runs on. */
  static Machine current() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "macosx" : name.startsWith("win") ? "windows" : name;
    String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
    return new Machine(Path.of("/"), NvidiaDriver.ofThisMachine(), system, architecture);
  }

  /** Returns the file name of a library on this system. */
  String libraryName(String name) {
    return switch (operatingSystem) {
      case "windows" -> name + ".dll";
      case "macosx" -> "lib" + name + ".dylib";
      default -> "lib" + name + ".so";
    };
  }

  /** Returns what hinders native code from being loaded, if something does. */
  Optional<String> missingLoader() {
    boolean present =
        !operatingSystem.equals("linux")
            || LOADERS.stream().anyMatch(loader -> Files.exists(root.resolve(loader)));
    return present
        ? Optional.empty()
        : Optional.of(
            "ONNX Runtime needs the GNU C library, and this system has none of %s (musl?); use a"
                    .formatted(LOADERS)
                + " distribution with glibc");
  }
}
