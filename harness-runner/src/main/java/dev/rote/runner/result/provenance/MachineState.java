package dev.rote.runner.result.provenance;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The machine at a moment, taken before and after a run. What the system does not tell is empty.
 *
 * @param time when
 * @param os name, version and architecture
 * @param jdk vendor and version
 * @param processor its model
 * @param cores processors this process may use
 * @param allowedProcessors their numbers, such as {@code 0-3,8}
 * @param processorQuota how many processors' time this process may use, where a control group
 *     limits it
 * @param loadAverage of the last minute
 * @param stealSeconds time since boot that the hypervisor gave to others, summed over processors;
 *     the difference of two states is what a run lost
 * @param memoryTotalBytes physical memory
 * @param memoryAvailableBytes memory that could be had without swapping
 */
public record MachineState(
    Instant time,
    String os,
    String jdk,
    Optional<String> processor,
    int cores,
    Optional<String> allowedProcessors,
    OptionalDouble processorQuota,
    OptionalDouble loadAverage,
    OptionalDouble stealSeconds,
    OptionalLong memoryTotalBytes,
    OptionalLong memoryAvailableBytes) {
  public MachineState {
    requireNonNull(time, "time is null");
    requireNonNull(os, "os is null");
    requireNonNull(jdk, "jdk is null");
    requireNonNull(processor, "processor is null");
    requireNonNull(allowedProcessors, "allowedProcessors is null");
    requireNonNull(processorQuota, "processorQuota is null");
    requireNonNull(loadAverage, "loadAverage is null");
    requireNonNull(stealSeconds, "stealSeconds is null");
    requireNonNull(memoryTotalBytes, "memoryTotalBytes is null");
    requireNonNull(memoryAvailableBytes, "memoryAvailableBytes is null");
  }
}
