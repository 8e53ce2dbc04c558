package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.provenance.MachineState;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a machine is known by: speeds of two nights may be compared if theirs are equal. It has only
 * what stays from one start of the machine to the next. A clock that is measured, free memory and
 * load do not; nor does the version of a kernel, which updates itself. What ran on the machine is
 * kept apart ({@link BackendBuild}): that it changes is just what a history is to show.
 *
 * @param processor its model
 * @param cores processors that may be used
 * @param processorQuota how many processors' time may be used, where a control group limits it
 * @param memoryGibibytes physical memory, rounded up
 * @param system its name and architecture, such as {@code Linux amd64}
 * @param jdk vendor and version
 * @param threads that a framework may use for one operation
 */
public record Fingerprint(
    Optional<String> processor,
    int cores,
    OptionalDouble processorQuota,
    OptionalLong memoryGibibytes,
    String system,
    String jdk,
    int threads) {
  private static final long GIBIBYTE = 1L << 30;

  public Fingerprint {
    requireNonNull(processor, "processor is null");
    requireNonNull(processorQuota, "processorQuota is null");
    requireNonNull(memoryGibibytes, "memoryGibibytes is null");
    requireNonNull(system, "system is null");
    requireNonNull(jdk, "jdk is null");
  }

  /** Returns what that machine is known by when a run on it uses so many threads. */
  public static Fingerprint of(MachineState machine, int threads) {
    return new Fingerprint(
        machine.processor(),
        machine.cores(),
        machine.processorQuota(),
        gibibytes(machine.memoryTotalBytes()),
        withoutVersion(machine.os()),
        machine.jdk(),
        threads);
  }

  /**
   * A kernel keeps some megabytes of whole gibibytes to itself, at every start others: rounding up
   * gives what is built in.
   */
  private static OptionalLong gibibytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? OptionalLong.of(Math.ceilDiv(bytes.getAsLong(), GIBIBYTE))
        : OptionalLong.empty();
  }

  /** The version stands between name and architecture; a name may consist of several words. */
  private static String withoutVersion(String os) {
    int architecture = os.lastIndexOf(' ');
    int version = os.lastIndexOf(' ', architecture - 1);
    return version > 0 ? os.substring(0, version) + os.substring(architecture) : os;
  }
}
