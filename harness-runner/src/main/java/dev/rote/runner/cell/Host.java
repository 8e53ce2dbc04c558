package dev.rote.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.process.Processes;

/**
 * What cells run on.
 *
 * @param processes where their processes start
 * @param threads how many threads a framework may use for one operation, 1 or more
 * @param data where data sets are looked for
 */
public record Host(Processes processes, int threads, DataLocations data) {
  public Host {
    requireNonNull(processes, "processes is null");
    requireNonNull(data, "data is null");
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", allowed is 1 or more");
    }
  }
}
