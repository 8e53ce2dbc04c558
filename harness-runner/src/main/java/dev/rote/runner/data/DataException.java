package dev.rote.runner.data;

/**
 * A data set that is missing, incomplete, damaged or asked for the impossible. The message is one
 * sentence for the user that says which file and value it is about and what to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DataException(String message) {
    super(message);
  }

  DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
