package dev.rote.runner.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The resident memory of this process, as Linux counts it. */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final String PRESENT = "VmRSS:";

  private ResidentMemory() {}

  /** Returns the largest resident memory so far, in bytes, or empty where nobody counts it. */
  public static OptionalLong peakBytes() {
    return bytes(PEAK);
  }

  /** Returns the present resident memory, in bytes, or empty where nobody counts it. */
  public static OptionalLong bytes() {
    return bytes(PRESENT);
  }

  private static OptionalLong bytes(String counter) {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(counter))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
