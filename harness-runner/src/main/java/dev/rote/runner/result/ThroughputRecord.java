package dev.rote.runner.result;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Speed of a model on a backend and device, at one batch size.
 *
 * @param model its name
 * @param batch examples of a batch
 * @param backend its id
 * @param device where it ran
 * @param outcome {@code measured}, or as of a cell that did not run
 * @param reason for every outcome but {@code measured}
 * @param train training steps
 * @param predict predictions in evaluation mode
 * @param gflops of training: 10^9 floating-point operations of matrix products per second
 * @param shareOfPeak of the processor's measured peak
 */
public record ThroughputRecord(
    String model,
    int batch,
    String backend,
    String device,
    String outcome,
    Optional<String> reason,
    Optional<MeasurementRecord> train,
    Optional<MeasurementRecord> predict,
    OptionalDouble gflops,
    OptionalDouble shareOfPeak) {}
