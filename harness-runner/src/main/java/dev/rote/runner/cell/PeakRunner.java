package dev.rote.runner.cell;

import dev.rote.api.Launch;
import dev.rote.runner.process.Processes;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.PeakResult;
import dev.rote.runner.wire.MeasurePeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Measures the machine's peak in a process of its own. */
public final class PeakRunner {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private PeakRunner() {}

  /**
   * Measures, about a second.
   *
   * @param processes where processes start
   * @param threads how many at the same time
   * @param log receives what the process prints
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static PeakResult run(Processes processes, int threads, Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    WorkerLaunch launch =
        new WorkerLaunch(Launch.DEFAULT.environment(), List.of("-XX:+UseSerialGC"), log, TIMEOUT);
    JobResult<MeasurePeak.PeakMeasured> result =
        JobResult.of(processes, launch, new MeasurePeak(threads), MeasurePeak.PeakMeasured.class);
    return new PeakResult(
        result.ending(log),
        result.answer().stream().mapToDouble(MeasurePeak.PeakMeasured::flopsPerSecond).findFirst());
  }
}
