package dev.rote.runner.wire;

import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.suite.Measuring;

/**
 * Measure a cell's throughput of training and of predictions in this process.
 *
 * @param batchSize examples of a step and, at most, of a batch of predictions
 * @param measuring how long
 * @param burn of the time of every call, the share that is burned to no purpose; 0 for none
 */
public record MeasureFork(CellWork cell, int batchSize, Measuring measuring, double burn)
    implements Job {
  /** The fork was measured. */
  public record ForkMeasured(ForkSamples samples) implements Event {}
}
