package dev.rote.runner.wire;

import java.util.List;
import java.util.Optional;

/** Run a cell for a moment, so that its framework can show what it executes. */
public record Attest(CellWork cell) implements Job {
  /**
   * The attested run is over.
   *
   * @param gpuProcesses the process ids that the driver lists as computing, or empty if it was not
   *     asked or gave no answer
   */
  public record Attested(long pid, Optional<List<Long>> gpuProcesses) implements Event {}
}
