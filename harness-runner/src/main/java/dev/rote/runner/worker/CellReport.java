package dev.rote.runner.worker;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known about a cell's convergence, also when it did not end well: everything measured up
 * to then is kept.
 *
 * @param outcome how it ended
 * @param reason one sentence; empty if it reached what it should, or did not in the epochs it had
 * @param framework name and version, once the device was found
 * @param toZero for each threshold by name, in the suite's order, when it was first met
 * @param epochs every epoch that was trained and evaluated
 * @param trace the training loss of each of the first steps, 100 at most
 * @param hashes of what was handed to the backend, once it was prepared
 * @param startupSeconds from the start of the JVM to the end of the first step, without what the
 *     harness took for the data
 * @param peakRssBytes largest resident memory of the worker by the end of its last epoch
 * @param log what the worker printed
 */
public record CellReport(
    Outcome outcome,
    Optional<String> reason,
    Optional<String> framework,
    Map<String, Optional<Milestone>> toZero,
    List<EpochReport> epochs,
    List<Float> trace,
    Optional<Hashes> hashes,
    OptionalDouble startupSeconds,
    OptionalLong peakRssBytes,
    Path log) {
  public CellReport {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(framework, "framework is null");
    requireNonNull(hashes, "hashes is null");
    requireNonNull(startupSeconds, "startupSeconds is null");
    requireNonNull(peakRssBytes, "peakRssBytes is null");
    requireNonNull(log, "log is null");
    toZero = Collections.unmodifiableMap(new LinkedHashMap<>(toZero));
    epochs = List.copyOf(epochs);
    trace = List.copyOf(trace);
  }

  /** Returns the accuracy on the training set after the last epoch, 0 to 1. */
  public OptionalDouble trainAccuracy() {
    return epochs.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(epochs.getLast().train().accuracy());
  }

  /** Returns the accuracy on the test set after the last epoch, 0 to 1. */
  public OptionalDouble testAccuracy() {
    return epochs.isEmpty()
        ? OptionalDouble.empty()
        : epochs.getLast().test().stream().mapToDouble(Evaluation::accuracy).findFirst();
  }
}
