package dev.rote.runner.result.json;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that are there whole or not at all, whatever happens to this process or to the machine:
 * written under a temporary name, flushed to the disk, renamed, and the directory flushed.
 */
public final class AtomicFile {
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
      giveName(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
    flushDirectory(file);
  }

  /**
   * Writes a regular file in place of the one that is there, if there is one, whose permissions it
   * keeps. Where the file may be written and no other be put in its place, because of its folder or
   * because it is mounted, it is written over.
   */
  public static void replace(Path file, Content content) throws IOException {
    try {
      Path part = write(file, content);
      try {
        keepPermissions(file, part);
        move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (FileSystemException e) {
      if (!irreplaceable(e) || !Files.isWritable(file)) {
        throw e;
      }
      overwrite(file, content);
    }
    flushDirectory(file);
  }

  private static boolean irreplaceable(FileSystemException e) {
    return e instanceof AccessDeniedException
        || String.valueOf(e.getReason()).contains("busy")
        || String.valueOf(e.getReason()).contains("not permitted");
  }

  private static void overwrite(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      fill(channel, content);
    }
  }

  /** The temporary name is nobody's, and short where that of the file is as long as may be. */
  private static Path write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve(".%016x.part".formatted(ThreadLocalRandom.current().nextLong()));
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      fill(channel, content);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    return part;
  }

  private static void fill(FileChannel channel, Content content) throws IOException {
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

  /** A second name for a file is given only where there is none yet; renaming takes any. */
  private static void giveName(Path part, Path file) throws IOException {
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      // Some file systems know one name a file only.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      move(part, file);
    }
  }

  private static void keepPermissions(Path file, Path part) throws IOException {
    try {
      Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(file));
    } catch (NoSuchFileException | UnsupportedOperationException e) {
      // There is no file yet, or there are no such permissions.
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Flushes the folder of a file. Without it that the file was created or renamed may be forgotten
   * when the machine loses power.
   */
  public static void flushDirectory(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    } catch (AccessDeniedException e) {
      // One may write into a folder that one may not read.
    } catch (IOException e) {
      // Some systems open no directories; those that do must be able to flush them.
      if (System.getProperty("os.name").startsWith("Linux")) {
        throw e;
      }
    }
  }
}
