package dev.rote.runner.worker;

import dev.rote.api.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

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
  private static final int PASSES = 2_000;
  private static final int ROUNDS = 60;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private MachinePeak() {}

  /**
   * Measures in a process of its own, about a second.
   *
   * @param threads how many at the same time
   * @return floating-point operations per second of all threads together, or empty if it failed
   * @throws IOException if no process can be started
   */
  public static OptionalDouble measure(int threads) throws IOException {
    Path log = Files.createTempFile("rote-peak", ".log");
    try {
      WorkerLaunch launch =
          new WorkerLaunch(Launch.DEFAULT.environment(), List.of("-XX:+UseSerialGC"), log, TIMEOUT);
      return JobResult.of(
              launch, new WorkerJob.MeasurePeak(threads), WorkerEvent.PeakMeasured.class)
          .answers()
          .stream()
          .mapToDouble(WorkerEvent.PeakMeasured::flopsPerSecond)
          .findFirst();
    } finally {
      Files.delete(log);
    }
  }

  /** Measures in this process. */
  static double measureHere(int threads) throws InterruptedException {
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

  /** All threads work through the same rounds at the same time. */
  private static final class Round implements Runnable {
    private final CyclicBarrier barrier;
    private long start = System.nanoTime();
    private double bestSeconds = Double.POSITIVE_INFINITY;

    Round(int threads) {
      // The last thread to arrive ends one round and begins the next.
      barrier = new CyclicBarrier(threads, this::next);
    }

    private void next() {
      long now = System.nanoTime();
      bestSeconds = Math.min(bestSeconds, (now - start) / 1e9);
      start = System.nanoTime();
    }

    @Override
    public void run() {
      float[] values = new float[ELEMENTS];
      try {
        for (int round = 0; round < ROUNDS; round++) {
          for (int pass = 0; pass < PASSES; pass++) {
            multiplyAdd(values, 0.5f, 1);
          }
          barrier.await();
        }
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
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
