package dev.rote.testkit;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.testkit.clause.Clause;

/** The verdict of a clause on a device. */
public record ClauseResult(Clause clause, Device device, Verdict verdict) {
  public ClauseResult {
    requireNonNull(clause, "clause is null");
    requireNonNull(device, "device is null");
    requireNonNull(verdict, "verdict is null");
  }

  /** Returns whether the clause does not hold. */
  public boolean failed() {
    return verdict instanceof Verdict.Failed;
  }
}
