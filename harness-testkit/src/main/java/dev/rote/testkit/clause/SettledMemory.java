package dev.rote.testkit.clause;

import dev.rote.runner.machine.ResidentMemory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The memory that a process holds when nothing of it is about to be freed.
 *
 * <p>Much native memory hangs on a Java object: direct buffers, and every tensor of an engine that
 * leaves freeing to the collector. A collection only finds such objects; other threads free what
 * they stand for, some time after it. A reading is fair to an engine when they are done, so that
 * collections are asked for until one frees nothing more.
 */
final class SettledMemory {
  private static final long MEBIBYTE = 1 << 20;

  /** A collection that frees less has freed nothing of what a clause counts. */
  private static final long NOTHING = MEBIBYTE / 4;

  private static final int QUIET_COLLECTIONS = 3;
  private static final int MOST_COLLECTIONS = 50;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private SettledMemory() {}

  /**
   * Returns the resident memory beside the heap, and what the heap holds, in bytes, in a process
   * whose heap has a fixed size and is resident from the start.
   *
   * @throws ClauseSkip if this system does not count a process's resident memory
   */
  static long bytes() {
    long least = Long.MAX_VALUE;
    int quiet = 0;
    for (int i = 0; i < MOST_COLLECTIONS && quiet < QUIET_COLLECTIONS; i++) {
      System.gc();
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = resident();
      quiet = now > least - NOTHING ? quiet + 1 : 0;
      least = Math.min(least, now);
    }
    return least;
  }

  private static long resident() {
    Runtime runtime = Runtime.getRuntime();
    return ResidentMemory.bytes()
            .orElseThrow(
                () -> new ClauseSkip("this system does not count a process's resident memory"))
        - runtime.freeMemory();
  }
}
