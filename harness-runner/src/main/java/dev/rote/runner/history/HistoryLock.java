package dev.rote.runner.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one process at a time append to a history. Appending takes milliseconds, so that others are
 * waited for; the system releases the lock when its holder ends, however it ends. The file stays:
 * deleting it would let two processes lock two files of one name.
 */
final class HistoryLock {
  static final String FILE = "lock";

  private static final long MILLIS_BETWEEN_TRIES = 20;

  /**
   * A lock is the process's: the system gives none against itself, and closing any channel of the
   * file, also of somebody who was turned away, would release it.
   */
  private static final Semaphore IN_THIS_PROCESS = new Semaphore(1, true);

  private HistoryLock() {}

  /** What is done with the lock. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /**
   * Does something while nobody else appends to a folder.
   *
   * @param patience how long others are waited for
   * @throws HistoryException if they do not come to an end
   * @throws IOException if there can be no lock, or by the work
   */
  static void holding(Path folder, Duration patience, Work work) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      if (!IN_THIS_PROCESS.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw held(folder, patience);
      }
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        while (channel.tryLock() == null) {
          if (System.nanoTime() - end > 0) {
            throw held(folder, patience);
          }
          // The system wakes nobody who waits for a lock with an end to his patience.
          Thread.sleep(MILLIS_BETWEEN_TRIES);
        }
        work.run();
      } finally {
        IN_THIS_PROCESS.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryException(
          "nothing was appended to %s: waiting for another rote was interrupted".formatted(folder),
          e);
    }
  }

  private static HistoryException held(Path folder, Duration patience) {
    return new HistoryException(
        "another rote has been appending to %s for %d s: wait for it or stop it, and append again"
            .formatted(folder, patience.toSeconds()));
  }
}
