package dev.rote.testkit.scenario;

/**
 * A backend has done what none may do, whatever is asked of it. The message is one sentence about
 * it.
 */
public final class BackendFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackendFault(String sentence) {
    super(sentence);
  }
}
