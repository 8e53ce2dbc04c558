package dev.rote.runner.data;

import java.util.Locale;

/**
 * A data set that is missing, incomplete, damaged or asked for the impossible. The message is one
 * sentence for the user that says which file and value it is about and what to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private DataException(String message) {
    super(message);
  }

  /** Formats the message the same in every locale. */
  static DataException of(String format, Object... values) {
    return new DataException(String.format(Locale.ROOT, format, values));
  }

  static DataException of(Throwable cause, String format, Object... values) {
    DataException exception = of(format, values);
    exception.initCause(cause);
    return exception;
  }
}
