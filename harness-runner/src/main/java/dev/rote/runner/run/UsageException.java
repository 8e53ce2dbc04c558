package dev.rote.runner.run;

/** Arguments that parse but cannot be meant. The message is one sentence. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which argument, which value, what is allowed
   */
  public UsageException(String message) {
    super(message);
  }
}
