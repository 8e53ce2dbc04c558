package dev.rote.runner.result.json;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are there whole or not at all, whatever happens to this process or to the machine:
 * written under a temporary name, flushed to the disk, renamed, and the directory flushed.
 */
public final class AtomicFile {
  private static final String PART = ".part";

  private AtomicFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file that must not exist.
   *
   * @throws FileAlreadyExistsException if it does; it stays as it is
   */
  public static void create(Path file, Content content) throws IOException {
    Path part = write(file, content);
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
    flushDirectory(file);
  }

  /**
   * Writes a file in place of what is there. Of a symbolic link, what it points at is replaced;
   * into what is no regular file, such as a pipe or a device, the content is written as it is.
   */
  public static void replace(Path file, Content content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
        content.writeTo(out);
      }
      return;
    }
    Path part = write(target, content);
    try {
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
    flushDirectory(target);
  }

  private static Path write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve(file.getFileName() + PART);
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      // The mapper closes what it writes to; the channel has to stay open to be flushed.
      OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void close() throws IOException {
              flush();
            }
          };
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
    return part;
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Without it a rename may be forgotten when the machine loses power. */
  private static void flushDirectory(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      // Some systems open no directories; those that do must be able to flush them.
      if (System.getProperty("os.name").startsWith("Linux")) {
        throw e;
      }
    }
  }
}
