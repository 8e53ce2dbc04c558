package dev.rote.runner.plugin;

/** An entry of the search path that names its backends wrongly. The message is one sentence. */
public final class PlaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which entry, what is wrong with it, what is allowed
   */
  PlaceException(String message) {
    super(message);
  }
}
