package dev.rote.runner.result.json;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What is wrong with a file, in words: the exceptions of files say it with their names, and their
 * messages are often nothing but the file.
 */
public final class FileTrouble {
  private FileTrouble() {}

  /** Returns which file it is, as far as that is known, and what is wrong with it. */
  public static String of(IOException trouble) {
    return trouble instanceof FileSystemException e && e.getFile() != null
        ? e.getFile() + ": " + reason(trouble)
        : reason(trouble);
  }

  /** Returns what is wrong, without the file where the system's own words do not name it. */
  public static String reason(IOException trouble) {
    return switch (trouble) {
      case AccessDeniedException e -> "permission is denied";
      case NoSuchFileException e -> "there is no such file or folder";
      case FileAlreadyExistsException e -> "it is there already";
      case NotDirectoryException e -> "it is no folder";
      case DirectoryNotEmptyException e -> "the folder is not empty";
      case FileSystemLoopException e -> "its links go in a circle";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      case IOException e when e.getMessage() != null -> e.getMessage();
      case IOException e -> e.getClass().getSimpleName();
    };
  }
}
