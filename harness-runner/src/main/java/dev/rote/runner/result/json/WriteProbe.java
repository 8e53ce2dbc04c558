package dev.rote.runner.result.json;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries whether something can be written, by writing it: neither permissions nor the kind of a file
 * system say it for sure. Folders that it creates are wanted and stay: another process may be about
 * to write into them. The file goes.
 */
public final class WriteProbe {
  /** A full disk has room for an empty file. */
  private static final int BYTES = 4096;

  private WriteProbe() {}

  /**
   * Tries a folder, which need not be there.
   *
   * @throws IOException says why no file can be created in it
   */
  public static void folder(Path folder) throws IOException {
    Path probe = folder.resolve(".%016x.probe".formatted(ThreadLocalRandom.current().nextLong()));
    try {
      file(probe);
    } catch (FileSystemException e) {
      throw probe.toString().equals(e.getFile())
          ? new FileSystemException(folder.toString(), null, FileTrouble.reason(e))
          : e;
    }
  }

  /**
   * Tries a file that is not there, and whose folder need not be.
   *
   * @throws IOException says why it cannot be created
   */
  static void file(Path file) throws IOException {
    for (Path folder : missingFolders(file.toAbsolutePath().getParent())) {
      Files.createDirectories(folder);
    }
    Files.createFile(file);
    try {
      Files.write(file, new byte[BYTES], StandardOpenOption.WRITE);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Deque<Path> missingFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = folder; !Files.isDirectory(path); path = path.getParent()) {
      if (Files.exists(path)) {
        throw new NotDirectoryException(path.toString());
      }
      missing.push(path);
    }
    return missing;
  }
}
