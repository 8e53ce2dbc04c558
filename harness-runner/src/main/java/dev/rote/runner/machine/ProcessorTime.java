package dev.rote.runner.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The time that the threads of this process have spent on a processor, to the nanosecond: Linux's
 * scheduler counts it for every thread, while the counter that the JDK reads for the whole process
 * moves in steps of ten milliseconds, too coarse for an iteration of some hundred.
 */
public final class ProcessorTime {
  private static final Path THREADS = Path.of("/proc/self/task");

  private final Map<String, Long> nanoseconds;

  private ProcessorTime(Map<String, Long> nanoseconds) {
    this.nanoseconds = nanoseconds;
  }

  /** Reads the counters of all threads that there are. */
  public static ProcessorTime now() {
    Map<String, Long> nanoseconds = new HashMap<>();
    try (Stream<Path> threads = Files.list(THREADS)) {
      for (Path thread : threads.toList()) {
        add(thread, nanoseconds);
      }
    } catch (IOException e) {
      // Another system: nothing is known.
      nanoseconds.clear();
    }
    return new ProcessorTime(nanoseconds);
  }

  private static void add(Path thread, Map<String, Long> nanoseconds) throws IOException {
    try {
      String counters = Files.readString(thread.resolve("schedstat"));
      nanoseconds.put(
          thread.getFileName().toString(),
          Long.valueOf(counters.substring(0, counters.indexOf(' '))));
    } catch (NoSuchFileException e) {
      // The thread has just ended.
    }
  }

  /**
   * Returns the processor seconds from an earlier reading to this one, of all threads together; a
   * thread that ended between them counts with nothing. Empty where the system does not tell.
   */
  public OptionalDouble secondsSince(ProcessorTime earlier) {
    if (nanoseconds.isEmpty() || earlier.nanoseconds.isEmpty()) {
      return OptionalDouble.empty();
    }
    long sum = 0;
    for (Map.Entry<String, Long> thread : nanoseconds.entrySet()) {
      sum += thread.getValue() - earlier.nanoseconds.getOrDefault(thread.getKey(), 0L);
    }
    return OptionalDouble.of(sum / 1e9);
  }
}
