package dev.rote.runner.machine;

import dev.rote.runner.result.provenance.MachineState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the system for the state of this machine. */
public final class MachineReader {
  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s*(\\d+) kB$");

  /** The eighth number of the line of all processors. */
  private static final Pattern STEAL = Pattern.compile("(?m)^cpu\\s+(?:\\d+\\s+){7}(\\d+)");

  /** Linux shows every time to a program in hundredths of a second, whatever its own clock. */
  private static final double TICKS_PER_SECOND = 100;

  private MachineReader() {}

  /** Returns the state now. */
  public static MachineState now() {
    return read(Path.of("/"));
  }

  /**
   * Returns the state with what Linux shows in a file system of that root, which need not exist.
   */
  static MachineState read(Path root) {
    Path proc = root.resolve("proc");
    ProcessorLimits limits = new ProcessorLimits(root);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return new MachineState(
        Instant.now(),
        "%s %s %s".formatted(property("os.name"), property("os.version"), property("os.arch")),
        "%s %s".formatted(property("java.vendor"), property("java.vm.version")),
        find(MODEL, proc.resolve("cpuinfo")),
        Runtime.getRuntime().availableProcessors(),
        limits.allowed(),
        limits.quota(),
        load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load),
        steal(proc),
        kibibytes(TOTAL, proc),
        kibibytes(AVAILABLE, proc));
  }

  /** Returns the seconds that the hypervisor has given to others since the machine started. */
  static OptionalDouble steal(Path proc) {
    return find(STEAL, proc.resolve("stat")).stream()
        .mapToDouble(ticks -> Long.parseLong(ticks) / TICKS_PER_SECOND)
        .findFirst();
  }

  private static OptionalLong kibibytes(Pattern pattern, Path proc) {
    return find(pattern, proc.resolve("meminfo")).stream()
        .mapToLong(number -> Long.parseLong(number) * 1024)
        .findFirst();
  }

  /** Returns the first group of a pattern in a file; empty where one of the two is not there. */
  static Optional<String> find(Pattern pattern, Path file) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(file));
      return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
