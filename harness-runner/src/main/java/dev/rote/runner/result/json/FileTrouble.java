package dev.rote.runner.result.json;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What is wrong with a file, in words: the exceptions of files say it with their names, and their
 * messages are often nothing but the file.
 */
public final class FileTrouble {
  /** What the system says where another name would do. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)is a directory|not a directory|name too long|levels of symbolic links|it is a .*");

  private FileTrouble() {}

  /** Returns whether it lies in the name that was given, and not in the state of the machine. */
  public static boolean liesInName(IOException trouble) {
    return switch (trouble) {
      case NotDirectoryException e -> true;
      case FileAlreadyExistsException e -> true;
      case FileSystemLoopException e -> true;
      case FileSystemException e when e.getReason() != null -> NAME.matcher(e.getReason()).find();
      case IOException e -> false;
    };
  }

  /** Returns which file it is, as far as that is known, and what is wrong with it. */
  public static String of(IOException trouble) {
    return trouble instanceof FileSystemException e && e.getFile() != null
        ? e.getFile() + ": " + reason(trouble)
        : reason(trouble);
  }

  /** Returns the same for a sentence that names one file already, which is not said again. */
  public static String of(IOException trouble, Path said) {
    return trouble instanceof FileSystemException e
            && e.getFile() != null
            && Path.of(e.getFile()).toAbsolutePath().equals(said.toAbsolutePath())
        ? reason(trouble)
        : of(trouble);
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
      case FileSystemException e when e.getReason() != null ->
          switch (e.getReason()) {
            case "Is a directory" -> "it is a folder";
            case "Not a directory" -> "a part of its path is no folder";
            default -> e.getReason();
          };
      case IOException e when e.getMessage() != null -> e.getMessage();
      case IOException e -> e.getClass().getSimpleName();
    };
  }
}
