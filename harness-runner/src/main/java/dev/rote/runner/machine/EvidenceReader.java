package dev.rote.runner.machine;

import dev.rote.api.DeviceKind;
import dev.rote.runner.result.evidence.ProcessEvidence;
import java.util.Optional;

/** Reads what this process shows of itself. */
public final class EvidenceReader {
  private EvidenceReader() {}

  /**
   * Reads it; the framework is still open, as its libraries and its memory are what is looked for.
   *
   * @param device what the process computed on
   */
  public static ProcessEvidence read(DeviceKind device) {
    boolean gpu = device == DeviceKind.CUDA;
    return new ProcessEvidence(
        ProcessHandle.current().pid(),
        MappedFiles.libraries().map(files -> files.stream().map(MathLibraries::describe).toList()),
        OpenGpuFiles.list(),
        gpu ? GpuProcesses.list() : Optional.empty());
  }
}
