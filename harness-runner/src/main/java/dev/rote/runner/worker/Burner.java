package dev.rote.runner.worker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes work slower by a known share, as a slower framework would: all threads that the framework
 * may use are busy for as long on top. Only where it is tested whether a slowdown is found.
 */
final class Burner {
  /** Of the work's time, how much is burned on top of it. */
  private final double onTop;

  private final int others;
  private final ExecutorService threads;

  /**
   * @param share by which the speed falls: 0.1 burns a ninth of the work's time on top
   * @param threads that are kept busy, 1 or more
   */
  Burner(double share, int threads) {
    this.onTop = share / (1 - share);
    this.others = share > 0 ? threads - 1 : 0;
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(others, 1), work -> Thread.ofPlatform().daemon().unstarted(work));
  }

  /** Burns for the work that began at that time, by {@link System#nanoTime}, and ends now. */
  void burnFor(long began) {
    if (onTop == 0) {
      return;
    }
    long now = System.nanoTime();
    long end = now + (long) (onTop * (now - began));
    for (int i = 0; i < others; i++) {
      threads.execute(() -> spinUntil(end));
    }
    spinUntil(end);
  }

  private static void spinUntil(long end) {
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
