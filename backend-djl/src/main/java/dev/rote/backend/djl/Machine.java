package dev.rote.backend.djl;

import com.sun.jna.NativeLibrary;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a probe asks about a machine.
 *
 * @param root of the file system
 * @param environment the process's variables
 * @param platform in DJL's words, such as {@code linux-x86_64}
 * @param glibc gives the version of the GNU C library, such as {@code 2.36}, or empty if the C
 *     library is another one
 */
record Machine(
    Path root, Map<String, String> environment, String platform, Supplier<Optional<String>> glibc) {
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "usr/lib/x86_64-linux-gnu",
          "usr/lib/aarch64-linux-gnu",
          "usr/lib64",
          "usr/lib",
          "usr/lib/wsl/lib",
          "usr/local/cuda/compat",
          "usr/local/cuda/lib64");

  /** Returns the machine this process runs on. */
  static Machine current() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String family = os.startsWith("mac") ? "osx" : os.startsWith("win") ? "win" : os;
    String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
    return new Machine(
        Path.of("/"), System.getenv(), family + "-" + architecture, Machine::loadedGlibc);
  }

  boolean linux() {
    return platform.startsWith("linux-");
  }

  /** Returns a variable of the environment that is set to something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
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
    variable("LD_LIBRARY_PATH")
        .ifPresent(path ->
            Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .forEach(folder -> folders.add(Path.of(folder))));
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

  private static Optional<String> loadedGlibc() {
    try {
      return Optional.of(
          NativeLibrary.getInstance("c")
              .getFunction("gnu_get_libc_version")
              .invokeString(new Object[0], false));
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }
}
