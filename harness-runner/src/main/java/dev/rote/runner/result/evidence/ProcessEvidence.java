package dev.rote.runner.result.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a process sees of itself after it computed, its framework still open.
 *
 * @param pid its process id
 * @param libraries the native libraries it has mapped, the JDK's apart; empty where the system does
 *     not tell
 * @param gpuFiles the files of GPUs that it has open, such as {@code /dev/nvidia0}
 * @param gpuProcesses the process ids that the GPU's driver lists as computing, if it was asked and
 *     answered
 */
public record ProcessEvidence(
    long pid,
    Optional<List<LoadedLibrary>> libraries,
    List<String> gpuFiles,
    Optional<List<Long>> gpuProcesses) {
  public ProcessEvidence {
    libraries = requireNonNull(libraries, "libraries is null").map(List::copyOf);
    gpuFiles = List.copyOf(gpuFiles);
    gpuProcesses = requireNonNull(gpuProcesses, "gpuProcesses is null").map(List::copyOf);
  }
}
