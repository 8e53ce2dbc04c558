package dev.rote.runner.result.json;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that a user has named for something to be written to, whatever it is. A link stays, and
 * what it points at is written. A regular file is replaced whole ({@link AtomicFile}); pipes,
 * terminals and other devices are written into, and so is what a process has open, such as {@code
 * /dev/stdout}, also where that is a regular file.
 */
public final class OutputFile {
  private static final int MOST_LINKS = 40;

  /** Links to what a process has open: there is nothing behind them that has a name. */
  private static final Pattern OPEN_FILES = Pattern.compile("/proc/(\\d+)(?:/task/\\d+)?/fd");

  private static final String MODE = "unix:mode";
  private static final int KIND_OF_FILE = 0170000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int SOCKET = 0140000;

  private final Path named;

  /**
   * @param named as the user names it
   */
  public OutputFile(Path named) {
    this.named = named;
  }

  /**
   * Tries whether it can be written, and leaves everything as it is.
   *
   * @throws IOException says why it cannot
   */
  public void check() throws IOException {
    Path target = target();
    if (isOpenFile(target)) {
      return;
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(named.toString(), null, "Is a directory");
    }
    if (!Files.exists(target)) {
      WriteProbe.file(target);
    } else if (Files.isRegularFile(target)) {
      if (!Files.isWritable(target)) {
        throw new AccessDeniedException(named.toString());
      }
    } else {
      checkSpecial(target);
    }
  }

  private void checkSpecial(Path target) throws IOException {
    int kind = (Integer) Files.getAttribute(target, MODE) & KIND_OF_FILE;
    if (kind == BLOCK_DEVICE || kind == SOCKET) {
      throw new FileSystemException(
          named.toString(), null, kind == SOCKET ? "it is a socket" : "it is a disk");
    }
    if (!Files.isWritable(target)) {
      throw new AccessDeniedException(named.toString());
    }
  }

  /** Returns whether it is, or will be, a regular file with a name of its own. */
  public boolean regular() throws IOException {
    Path target = target();
    return !isOpenFile(target) && (!Files.exists(target) || Files.isRegularFile(target));
  }

  /** Writes it. Waits, where it is a pipe, until somebody reads. */
  public void write(AtomicFile.Content content) throws IOException {
    Path target = target();
    if (isOpenFile(target)) {
      try (OutputStream out = new BufferedOutputStream(opened(target))) {
        content.writeTo(out);
      }
    } else if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.WRITE))) {
        content.writeTo(out);
      }
    } else {
      AtomicFile.replace(target, content);
    }
  }

  /**
   * Opening what the own process has open would begin at its begin, and write over what was written
   * before.
   */
  private static OutputStream opened(Path target) throws IOException {
    Matcher owner = OPEN_FILES.matcher(target.getParent().toRealPath().toString());
    if (owner.matches() && Long.parseLong(owner.group(1)) == ProcessHandle.current().pid()) {
      switch (target.getFileName().toString()) {
        case "1" -> {
          return new FileOutputStream(FileDescriptor.out);
        }
        case "2" -> {
          return new FileOutputStream(FileDescriptor.err);
        }
      }
    }
    return Files.newOutputStream(target, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static boolean isOpenFile(Path path) throws IOException {
    Path folder = path.getParent();
    return folder != null
        && Files.isDirectory(folder)
        && OPEN_FILES.matcher(folder.toRealPath().toString()).matches();
  }

  /** Returns where its links lead, which need not be there. */
  private Path target() throws IOException {
    Path path = named.toAbsolutePath();
    for (int link = 0; link < MOST_LINKS; link++) {
      if (!Files.isSymbolicLink(path) || isOpenFile(path)) {
        return path;
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    throw new FileSystemLoopException(named.toString());
  }
}
