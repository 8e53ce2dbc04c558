package dev.rote.runner.process;

import dev.rote.runner.environment.TemporaryFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The temporary folder of one process. Frameworks unpack natives into theirs and promise to delete
 * them; a process that crashes or is killed deletes nothing. What is in here goes with the process,
 * however it ended.
 */
final class ScratchFolder implements AutoCloseable {
  private static final String PREFIX = "rote-scratch";

  private final Path path;

  private ScratchFolder(Path path) {
    this.path = path;
  }

  static ScratchFolder create() throws IOException {
    return new ScratchFolder(TemporaryFolder.createFolder(PREFIX));
  }

  Path path() {
    return path;
  }

  /** Deletes it with all that is in it, as far as that can be done. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) {
            // A process that is dying may still delete its own.
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException why)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
