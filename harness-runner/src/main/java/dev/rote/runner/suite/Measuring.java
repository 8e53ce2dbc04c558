package dev.rote.runner.suite;

import java.time.Duration;
import java.util.List;

/**
 * How throughput is measured.
 *
 * @param batchSizes the batch sizes to measure
 * @param forks JVMs per cell; 0 measures no throughput
 * @param warmupIterations iterations not counted, per fork
 * @param warmupTime length of each
 * @param iterations iterations counted, per fork
 * @param iterationTime length of each
 */
public record Measuring(
    List<Integer> batchSizes,
    int forks,
    int warmupIterations,
    Duration warmupTime,
    int iterations,
    Duration iterationTime) {
  private static final int FEWEST_FOR_INTERVAL = 3;

  /** Nothing is measured: {@code measure: none} in a suite. */
  public static final Measuring NONE =
      new Measuring(List.of(), 0, 0, Duration.ZERO, 0, Duration.ZERO);

  public Measuring {
    batchSizes = List.copyOf(batchSizes);
    requireAtLeast("forks", forks, 0);
    requireAtLeast("warmupIterations", warmupIterations, 0);
    if (forks > 0) {
      requireAtLeast("batchSizes.size()", batchSizes.size(), 1);
      requireAtLeast("iterations", iterations, 1);
      requirePositive("warmupTime", warmupTime);
      requirePositive("iterationTime", iterationTime);
    }
  }

  /**
   * Returns how many forks there may be with those that make up for disturbed ones: half as many
   * more, but none where there are too few for an interval anyway.
   */
  public int mostForks() {
    return forks < FEWEST_FOR_INTERVAL ? forks : forks + Math.ceilDiv(forks, 2);
  }

  /** Returns the same in so many forks. */
  public Measuring withForks(int other) {
    return new Measuring(
        batchSizes, other, warmupIterations, warmupTime, iterations, iterationTime);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is %d or more".formatted(name, value, least));
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("%s is %s, allowed is more than 0".formatted(name, value));
    }
  }
}
