package dev.rote.backend.onnx;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a probe asks about a machine.
 *
 * @param root of the file system
 * @param environment the process's variables
 * @param operatingSystem {@code linux}, {@code macosx} or {@code windows}
 * @param architecture {@code x86_64} or {@code aarch64}
 */
record Machine(
    Path root, Map<String, String> environment, String operatingSystem, String architecture) {
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "usr/lib/x86_64-linux-gnu",
          "usr/lib64",
          "usr/lib",
          "usr/lib/wsl/lib",
          "usr/local/cuda/lib64");

  /** The loader of programs for the GNU C library, which all natives are made for. */
  private static final List<String> LOADERS =
      List.of("lib64/ld-linux-x86-64.so.2", "lib/ld-linux-aarch64.so.1");

  /** Returns the machine this process runs on. */
  static Machine current() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "macosx" : name.startsWith("win") ? "windows" : name;
    String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
    return new Machine(Path.of("/"), System.getenv(), system, architecture);
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

  /** Returns whether the dynamic linker would find a library whose file name starts like that. */
  boolean hasLibrary(String fileName) {
    return libraryFolders().stream()
        .flatMap(folder -> list(folder).stream())
        .anyMatch(file -> file.getFileName().toString().startsWith(fileName));
  }

  /** Returns the folders {@link #hasLibrary} looks into. */
  List<Path> libraryFolders() {
    List<Path> folders = new ArrayList<>();
    Arrays.stream(environment.getOrDefault("LD_LIBRARY_PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .forEach(folder -> folders.add(Path.of(folder)));
    LIBRARY_FOLDERS.forEach(folder -> folders.add(root.resolve(folder)));
    return folders;
  }

  /** Returns the names of the NVIDIA GPUs that the kernel's driver lists; none on WSL. */
  List<String> gpuModels() {
    return list(root.resolve("proc/driver/nvidia/gpus")).stream()
        .map(gpu -> gpu.resolve("information"))
        .flatMap(Machine::lines)
        .filter(line -> line.startsWith("Model:"))
        .map(line -> line.substring("Model:".length()).strip())
        .toList();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
