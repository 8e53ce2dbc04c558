package dev.rote.runner.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What Linux counts for each thread of this process, read from one of the files that it shows of
 * each. No file has the sum over them: {@code /proc/self/status} is of the first thread alone.
 *
 * @param byThread the counters of each thread, by its number; empty where the system does not tell
 */
record ThreadCounters(Map<String, long[]> byThread) {
  /** Takes the counters out of a file's text, where it has them. */
  interface Format {
    Optional<long[]> counters(String text);
  }

  /** Reads that file of all threads that there are, in a file system of that root. */
  static ThreadCounters read(Path root, String file, Format format) {
    Map<String, long[]> byThread = new HashMap<>();
    try (Stream<Path> threads = Files.list(root.resolve("proc/self/task"))) {
      for (Path thread : threads.toList()) {
        add(thread, file, format, byThread);
      }
    } catch (IOException e) {
      // Another system: nothing is known.
      byThread.clear();
    }
    return new ThreadCounters(byThread);
  }

  private static void add(Path thread, String file, Format format, Map<String, long[]> byThread) {
    try {
      format
          .counters(Files.readString(thread.resolve(file)))
          .ifPresent(counters -> byThread.put(thread.getFileName().toString(), counters));
    } catch (IOException e) {
      // The thread has just ended, and Linux says so in more than one way.
    }
  }

  /**
   * Returns how far a counter went from an earlier reading to this one, all threads together. A
   * thread that ended between them counts with nothing and one that began with all it has, also
   * where it was given the number of one that ended: so the sum is never negative. Empty where the
   * system does not tell.
   */
  OptionalLong since(ThreadCounters earlier, int counter) {
    if (byThread.isEmpty() || earlier.byThread.isEmpty()) {
      return OptionalLong.empty();
    }
    long sum = 0;
    for (Map.Entry<String, long[]> thread : byThread.entrySet()) {
      long now = thread.getValue()[counter];
      long[] before = earlier.byThread.get(thread.getKey());
      sum += before == null || before[counter] > now ? now : now - before[counter];
    }
    return OptionalLong.of(sum);
  }
}
