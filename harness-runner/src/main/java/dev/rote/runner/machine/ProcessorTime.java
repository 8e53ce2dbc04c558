package dev.rote.runner.machine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The time that the threads of this process have spent on a processor and waiting for one, to the
 * nanosecond: Linux's scheduler counts both for every thread, while the counter that the JDK reads
 * for the whole process moves in steps of ten milliseconds, too coarse for an iteration of some
 * hundred.
 */
public final class ProcessorTime {
  private final ThreadCounters threads;

  private ProcessorTime(ThreadCounters threads) {
    this.threads = threads;
  }

  /** Reads the counters of all threads that there are. */
  public static ProcessorTime now() {
    return read(Path.of("/"));
  }

  /** Reads them in a file system of that root. */
  static ProcessorTime read(Path root) {
    return new ProcessorTime(
        ThreadCounters.read(root, "schedstat", ProcessorTime::runningAndWaiting));
  }

  private static Optional<long[]> runningAndWaiting(String schedstat) {
    String[] fields = schedstat.split(" ", 3);
    return fields.length == 3
        ? Optional.of(new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[1])})
        : Optional.empty();
  }

  /**
   * Returns the processor seconds from an earlier reading to this one, of all threads together; a
   * thread that ended between them counts with nothing. Empty where the system does not tell.
   */
  public OptionalDouble secondsSince(ProcessorTime earlier) {
    return seconds(threads.since(earlier.threads, 0));
  }

  /**
   * Returns the seconds from an earlier reading to this one in which threads were ready to run and
   * had no processor, all threads together; one that ended between them counts with nothing. Empty
   * where the system does not tell.
   */
  public OptionalDouble waitingSecondsSince(ProcessorTime earlier) {
    return seconds(threads.since(earlier.threads, 1));
  }

  private static OptionalDouble seconds(OptionalLong nanoseconds) {
    return nanoseconds.isPresent()
        ? OptionalDouble.of(nanoseconds.getAsLong() / 1e9)
        : OptionalDouble.empty();
  }
}
