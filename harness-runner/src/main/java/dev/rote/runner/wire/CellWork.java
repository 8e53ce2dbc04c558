package dev.rote.runner.wire;

import dev.rote.api.Device;
import dev.rote.runner.plan.Experiment;
import java.nio.file.Path;
import java.util.List;

/**
 * The cell of a job.
 *
 * @param experiment what is trained, resolved
 * @param backend where the backend is
 * @param device where it runs
 * @param threads how many threads the framework may use for one operation
 * @param dataDirectories where data sets are looked for
 */
public record CellWork(
    Experiment experiment,
    BackendRef backend,
    Device device,
    int threads,
    List<Path> dataDirectories) {
  public CellWork {
    dataDirectories = List.copyOf(dataDirectories);
  }
}
