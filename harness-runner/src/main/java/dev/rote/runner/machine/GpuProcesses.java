package dev.rote.runner.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The processes that NVIDIA's driver lists as computing on a GPU. */
final class GpuProcesses {
  private static final List<String> COMMAND =
      List.of("nvidia-smi", "--query-compute-apps=pid", "--format=csv,noheader");

  private GpuProcesses() {}

  /** Returns their ids, or empty if the driver's tool is not there or gives no answer. */
  static Optional<List<Long>> list() {
    try {
      Process process =
          new ProcessBuilder(COMMAND).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (BufferedReader lines = process.inputReader()) {
        List<Long> ids =
            lines
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"))
                .map(Long::valueOf)
                .toList();
        return process.waitFor() == 0 ? Optional.of(ids) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
