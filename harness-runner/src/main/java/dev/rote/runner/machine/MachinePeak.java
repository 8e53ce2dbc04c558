package dev.rote.runner.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The machine's peak in float32: what a loop of fused multiply-adds reaches that does nothing else.
 *
 * <p>Each thread goes over an array that fits its first-level cache, applies a chain of {@link
 * Math#fma} to every element, and so does {@value #CHAIN} of them, two operations each, for a load
 * and a store. C2 turns the loop into vector instructions of the machine's full width, and the
 * elements are independent, so that the units for multiply-add are the limit. The best of several
 * rounds counts: a peak is what the machine can, not what it did while it was disturbed.
 */
public final class MachinePeak {
  private static final int CHAIN = 8;
  private static final int ELEMENTS = 2048;
  private static final int PASSES = 10_000;
  private static final double SECONDS = 0.8;

  private MachinePeak() {}

  /**
   * Measures in this process, about a second.
   *
   * @param threads how many at the same time
   * @return floating-point operations per second of all threads together
   */
  public static double measure(int threads) throws InterruptedException {
    Round round = new Round(threads);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.ofPlatform().start(round));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    return 2.0 * CHAIN * ELEMENTS * PASSES * threads / round.bestSeconds;
  }

  /**
   * All threads work through the same rounds at the same time. They meet by spinning: a thread that
   * sleeps may be woken on the processor of the one that woke it, and then they take turns.
   */
  private static final class Round implements Runnable {
    private final int threads;
    private final AtomicInteger arrived = new AtomicInteger();
    private long start = System.nanoTime();
    private double bestSeconds = Double.POSITIVE_INFINITY;
    private double seconds;

    /** Written by the last thread to arrive, which makes what it wrote before visible to all. */
    private volatile int number;

    Round(int threads) {
      this.threads = threads;
    }

    @Override
    public void run() {
      float[] values = new float[ELEMENTS];
      while (seconds < SECONDS) {
        for (int pass = 0; pass < PASSES; pass++) {
          multiplyAdd(values, 0.5f, 1);
        }
        meet();
      }
    }

    private void meet() {
      int current = number;
      if (arrived.incrementAndGet() == threads) {
        arrived.set(0);
        end();
        number = current + 1;
      } else {
        while (number == current) {
          Thread.onSpinWait();
        }
      }
    }

    private void end() {
      long now = System.nanoTime();
      double last = (now - start) / 1e9;
      bestSeconds = Math.min(bestSeconds, last);
      seconds += last;
      start = now;
    }
  }

  /** Numbers stay between 0 and 2: never denormal, never infinite. */
  private static void multiplyAdd(float[] values, float factor, float term) {
    for (int i = 0; i < values.length; i++) {
      float x = values[i];
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      values[i] = x;
    }
  }
}
