package dev.rote.runner.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Says why a file cannot be read or written. */
final class Unreadable {
  private Unreadable() {}

  static DataException file(Path path, IOException cause) {
    String reason =
        switch (cause) {
          case EOFException e -> "it is truncated";
          case ZipException e -> "it is not a sound gzip file (" + e.getMessage() + ")";
          case NoSuchFileException e -> "it does not exist";
          case AccessDeniedException e -> "permission is denied";
          case IOException e -> String.valueOf(e.getMessage());
        };
    return DataException.of(cause, "%s cannot be read: %s", path, reason);
  }
}
