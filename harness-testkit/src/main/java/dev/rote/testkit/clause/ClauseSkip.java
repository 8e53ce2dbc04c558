package dev.rote.testkit.clause;

/** A clause does not apply to a backend, a device or this machine. The message says why. */
public final class ClauseSkip extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClauseSkip(String reason) {
    super(reason);
  }
}
