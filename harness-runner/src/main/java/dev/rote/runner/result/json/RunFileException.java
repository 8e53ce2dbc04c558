package dev.rote.runner.result.json;

/** A file of results that cannot be used. The message is one sentence for the user. */
public final class RunFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which file, what is wrong, and what to do
   */
  public RunFileException(String message) {
    super(message);
  }

  /**
   * @param message which file, what is wrong, and what to do
   */
  public RunFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
