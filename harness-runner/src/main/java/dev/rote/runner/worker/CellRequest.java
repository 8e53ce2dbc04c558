package dev.rote.runner.worker;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plugin.Plugin;
import java.nio.file.Path;
import java.util.List;

/**
 * A cell to be run.
 *
 * @param plugin the backend
 * @param device where it runs
 * @param threads how many threads the framework may use for one operation, 1 or more
 * @param suite the resolved suite as JSON, from which the worker takes the experiment again
 * @param experiment the experiment, one of that suite's
 * @param dataDirectories where data sets are looked for, the first one first
 * @param log receives what the worker prints; appended to
 */
public record CellRequest(
    Plugin plugin,
    Device device,
    int threads,
    String suite,
    Experiment experiment,
    List<Path> dataDirectories,
    Path log) {
  public CellRequest {
    requireNonNull(plugin, "plugin is null");
    requireNonNull(device, "device is null");
    requireNonNull(suite, "suite is null");
    requireNonNull(experiment, "experiment is null");
    requireNonNull(log, "log is null");
    dataDirectories = List.copyOf(dataDirectories);
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", allowed is 1 or more");
    }
  }

  WorkerJob.Cell cell() {
    return new WorkerJob.Cell(
        suite,
        experiment.id(),
        new WorkerJob.BackendRef(plugin.id(), plugin.classPath(device.kind())),
        device,
        threads,
        dataDirectories);
  }
}
