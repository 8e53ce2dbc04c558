package dev.rote.runner.wire;

/** Measure the machine's float32 peak with this many threads. */
public record MeasurePeak(int threads) implements Job {
  /** The machine's peak in floating-point operations per second. */
  public record PeakMeasured(double flopsPerSecond) implements Event {}
}
