package dev.rote.runner.machine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often the threads of this process left a processor, and how long others were given or wanted
 * the machine's processors. A reading takes some 20 microseconds for each thread, so that it
 * belongs outside of what is timed.
 */
public final class ContentionCounters {
  private static final Pattern SWITCHES =
      Pattern.compile(
          "voluntary_ctxt_switches:\\s*(\\d+)\\s+nonvoluntary_ctxt_switches:\\s*(\\d+)");

  /** Microseconds in which at least one thread of the machine waited for a processor. */
  private static final Pattern PRESSURE = Pattern.compile("(?m)^some .*\\btotal=(\\d+)");

  private final ThreadCounters switches;
  private final OptionalDouble steal;
  private final OptionalDouble pressure;

  private ContentionCounters(
      ThreadCounters switches, OptionalDouble steal, OptionalDouble pressure) {
    this.switches = switches;
    this.steal = steal;
    this.pressure = pressure;
  }

  /** Reads the counters of all threads that there are, and of the machine. */
  public static ContentionCounters now() {
    return read(Path.of("/"));
  }

  /** Reads them in a file system of that root. */
  static ContentionCounters read(Path root) {
    Path proc = root.resolve("proc");
    return new ContentionCounters(
        ThreadCounters.read(root, "status", ContentionCounters::voluntaryAndNot),
        MachineReader.steal(proc),
        MachineReader.find(PRESSURE, proc.resolve("pressure/cpu")).stream()
            .mapToDouble(microseconds -> Long.parseLong(microseconds) / 1e6)
            .findFirst());
  }

  private static Optional<long[]> voluntaryAndNot(String status) {
    Matcher matcher = SWITCHES.matcher(status);
    return matcher.find()
        ? Optional.of(
            new long[] {Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))})
        : Optional.empty();
  }

  /**
   * Returns how often threads gave their processor away since an earlier reading, all together; one
   * that ended between them counts with nothing. Empty where the system does not tell.
   */
  public OptionalLong voluntarySwitchesSince(ContentionCounters earlier) {
    return switches.since(earlier.switches, 0);
  }

  /** Returns how often one was taken from them, counted in the same way. */
  public OptionalLong involuntarySwitchesSince(ContentionCounters earlier) {
    return switches.since(earlier.switches, 1);
  }

  /**
   * Returns the seconds since an earlier reading that the hypervisor gave to others, of all
   * processors together. Empty where the system does not tell.
   */
  public OptionalDouble stealSecondsSince(ContentionCounters earlier) {
    return difference(steal, earlier.steal);
  }

  /**
   * Returns the seconds since an earlier reading in which anything on the machine, this process
   * included, waited for a processor. Empty where the system does not tell: kernels before 4.20,
   * and those that were built or started without it.
   */
  public OptionalDouble pressureSecondsSince(ContentionCounters earlier) {
    return difference(pressure, earlier.pressure);
  }

  /** Counters of a machine may go back a little: those of steal are known to. */
  private static OptionalDouble difference(OptionalDouble now, OptionalDouble earlier) {
    return now.isPresent() && earlier.isPresent()
        ? OptionalDouble.of(Math.max(0, now.getAsDouble() - earlier.getAsDouble()))
        : OptionalDouble.empty();
  }
}
