package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * What is known about a cell's convergence, also when it did not end well: everything measured up
 * to then is kept.
 *
 * @param key which cell
 * @param ending how it ended
 * @param learning how it learned
 * @param worker what is known of its process
 * @param attestation what really ran, if a short run was made to find out
 * @param parity how far its trace is from that of a reference, if there is one
 */
public record CellResult(
    @JsonUnwrapped CellKey key,
    @JsonUnwrapped Ending ending,
    @JsonUnwrapped Learning learning,
    @JsonUnwrapped WorkerFacts worker,
    Optional<Attestation> attestation,
    Optional<Parity> parity)
    implements UnitResult {
  public CellResult {
    requireNonNull(key, "key is null");
    requireNonNull(ending, "ending is null");
    requireNonNull(learning, "learning is null");
    requireNonNull(worker, "worker is null");
    requireNonNull(attestation, "attestation is null");
    requireNonNull(parity, "parity is null");
  }

  /** Returns a cell's result as its process gave it, before anything was compared. */
  public static CellResult of(CellKey key, Ending ending, Learning learning, WorkerFacts worker) {
    return new CellResult(key, ending, learning, worker, Optional.empty(), Optional.empty());
  }

  /** Returns the same with what was found out about it by other means. */
  public CellResult with(Optional<Attestation> attested, Optional<Parity> compared) {
    return new CellResult(key, ending, learning, worker, attested, compared);
  }

  /** Returns how it ended. */
  public Outcome outcome() {
    return ending.outcome();
  }
}
