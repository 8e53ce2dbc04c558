package dev.rote.runner.data.set;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;

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
  public static DataException of(String format, Object... values) {
    return new DataException(String.format(Locale.ROOT, format, values));
  }

  /** Formats the message the same in every locale. */
  public static DataException of(Throwable cause, String format, Object... values) {
    DataException exception = of(format, values);
    exception.initCause(cause);
    return exception;
  }

  /** Says why a file cannot be read. */
  public static DataException unreadable(Path path, IOException cause) {
    return of(cause, "%s cannot be read: %s", path, reason(cause));
  }

  /** Returns what the system's exception means, without the file. */
  static String reason(IOException cause) {
    return switch (cause) {
      case EOFException e -> "it is truncated";
      case ZipException e -> "it is not a sound gzip file (" + e.getMessage() + ")";
      case NoSuchFileException e -> "it does not exist";
      case AccessDeniedException e -> "permission is denied";
      // Its message is the name of the file.
      case FileSystemException e ->
          e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      case IOException e -> String.valueOf(e.getMessage());
    };
  }
}
