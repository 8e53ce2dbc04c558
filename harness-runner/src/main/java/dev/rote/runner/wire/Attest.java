package dev.rote.runner.wire;

import dev.rote.runner.result.evidence.ProcessEvidence;

/** Run a cell for a moment, so that its framework can show what it executes. */
public record Attest(CellWork cell) implements Job {
  /** The attested run is over, and this is what its process saw of itself. */
  public record Attested(ProcessEvidence process) implements Event {}
}
