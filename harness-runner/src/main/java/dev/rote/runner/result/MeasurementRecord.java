package dev.rote.runner.result;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A throughput.
 *
 * @param score mean of the forks' means, examples/s
 * @param error half width of the 95% interval computed from the forks' means, or empty with one
 *     fork
 * @param unit {@code examples/s}
 * @param forks every iteration of every fork, examples/s
 */
public record MeasurementRecord(
    double score, OptionalDouble error, String unit, List<List<Double>> forks) {}
