package dev.rote.backend.onnx;

import dev.rote.api.NvidiaDriver;
import dev.rote.api.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a probe asks about a machine.
 *
 * @param root of the file system
 * @param nvidia its GPUs
 * @param platform what its natives are made for
 */
record Machine(Path root, NvidiaDriver nvidia, Platform platform) {
  /** The loader of programs for the GNU C library, which all natives are made for. */
  private static final List<String> LOADERS =
      List.of("lib64/ld-linux-x86-64.so.2", "lib/ld-linux-aarch64.so.1");

  /** Returns the machine this process runs on. */
  static Machine current() {
    return new Machine(Path.of("/"), NvidiaDriver.ofThisMachine(), Platform.current());
  }

  /** Returns what hinders native code from being loaded, if something does. */
  Optional<String> missingLoader() {
    boolean present =
        !platform.linux()
            || LOADERS.stream().anyMatch(loader -> Files.exists(root.resolve(loader)));
    return present
        ? Optional.empty()
        : Optional.of(
            "ONNX Runtime needs the GNU C library, and this system has none of %s (musl?); use a"
                    .formatted(LOADERS)
                + " distribution with glibc");
  }
}
