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
  public Measuring {
    batchSizes = List.copyOf(batchSizes);
  }
}
