package dev.rote.api;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be seen of NVIDIA's driver and libraries on Linux without loading any of them. A probe
 * has to be quick, and frameworks that find no GPU may fall back to the processor and say nothing.
 *
 * @param root of the file system
 * @param environment the process's variables
 */
public record NvidiaDriver(Path root, Map<String, String> environment) {
  private static final String LIBRARY = "libcuda.so.1";

  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "usr/lib/x86_64-linux-gnu",
          "usr/lib/aarch64-linux-gnu",
          "usr/lib64",
          "usr/lib",
          "usr/lib/wsl/lib",
          "usr/local/cuda/compat",
          "usr/local/cuda/lib64");

  public NvidiaDriver {
    requireNonNull(root, "root is null");
    environment = Map.copyOf(environment);
  }

  /** Returns that of the machine this process runs on. */
  public static NvidiaDriver ofThisMachine() {
    return new NvidiaDriver(Path.of("/"), System.getenv());
  }

  /**
   * Says what keeps a GPU from being used: no driver, or no GPU of that number.
   *
   * @param ordinal of the GPU, from 0
   * @return a sentence without its end, fit to follow "cuda is unavailable: "; empty if a GPU seems
   *     to be there
   */
  public Optional<String> missing(int ordinal) {
    return missingLibrary(LIBRARY, "install NVIDIA's driver or, in a container, pass the GPU in")
        .or(() -> missingGpu(ordinal));
  }

  /**
   * Says where a library was looked for in vain.
   *
   * @param fileName its name or the beginning of it, such as {@code libcudart.so}
   * @param remedy what to do about it
   * @return a sentence without its end; empty if the dynamic linker would find the library
   */
  public Optional<String> missingLibrary(String fileName, String remedy) {
    List<Path> folders = libraryFolders();
    boolean present =
        folders.stream()
            .flatMap(folder -> list(folder).stream())
            .anyMatch(file -> file.getFileName().toString().startsWith(fileName));
    return present
        ? Optional.empty()
        : Optional.of("%s is in none of %s; %s".formatted(fileName, folders, remedy));
  }

  private Optional<String> missingGpu(int ordinal) {
    List<String> models = models();
    return models.isEmpty() || ordinal < models.size()
        ? Optional.empty()
        : Optional.of("there are %d GPUs, numbered from 0: %s".formatted(models.size(), models));
  }

  private List<Path> libraryFolders() {
    List<Path> folders = new ArrayList<>();
    Arrays.stream(environment.getOrDefault("LD_LIBRARY_PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .forEach(folder -> folders.add(Path.of(folder)));
    LIBRARY_FOLDERS.forEach(folder -> folders.add(root.resolve(folder)));
    return folders;
  }

  /** Returns the names of the GPUs that the kernel's driver lists; none on WSL. */
  public List<String> models() {
    return list(root.resolve("proc/driver/nvidia/gpus")).stream()
        .map(gpu -> gpu.resolve("information"))
        .flatMap(NvidiaDriver::lines)
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
