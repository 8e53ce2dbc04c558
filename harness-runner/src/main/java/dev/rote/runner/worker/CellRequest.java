package dev.rote.runner.worker;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteWriter;
import java.nio.file.Path;

/**
 * A cell to be run.
 *
 * @param plugin the backend
 * @param device where it runs
 * @param threads how many threads the framework may use for one operation, 1 or more
 * @param suite from which the worker takes the experiment again
 * @param experiment the experiment, one of that suite's
 * @param data where data sets are looked for
 * @param log receives what the worker prints; appended to
 */
public record CellRequest(
    Plugin plugin,
    Device device,
    int threads,
    Suite suite,
    Experiment experiment,
    DataLocations data,
    Path log) {
  public CellRequest {
    requireNonNull(plugin, "plugin is null");
    requireNonNull(device, "device is null");
    requireNonNull(suite, "suite is null");
    requireNonNull(experiment, "experiment is null");
    requireNonNull(log, "log is null");
    requireNonNull(data, "data is null");
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", allowed is 1 or more");
    }
  }

  WorkerJob.Cell cell() {
    return new WorkerJob.Cell(
        SuiteWriter.write(suite),
        experiment.id(),
        new WorkerJob.BackendRef(plugin.id(), plugin.classPath(device.kind())),
        device,
        threads,
        data.directories());
  }
}
