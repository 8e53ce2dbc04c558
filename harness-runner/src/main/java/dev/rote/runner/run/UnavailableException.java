package dev.rote.runner.run;

/**
 * Something that was asked for is not to be had on this machine, through no mistake of the user.
 * The message is one sentence.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is not to be had, and why
   */
  public UnavailableException(String message) {
    super(message);
  }
}
