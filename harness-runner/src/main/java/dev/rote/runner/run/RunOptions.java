package dev.rote.runner.run;

import dev.rote.api.Device;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.worker.CellRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One suite's run.
 *
 * @param suite resolved, with the overrides of the command line applied
 * @param experiments those of the suite that were chosen
 * @param threads that a framework may use for one operation
 * @param data where data sets are looked for
 * @param folder receives {@code run.json} and the logs
 * @param copy receives a copy of {@code run.json}
 * @param command the arguments of the command line
 */
public record RunOptions(
    Suite suite,
    List<Experiment> experiments,
    int threads,
    DataLocations data,
    Path folder,
    Optional<Path> copy,
    List<String> command) {
  public RunOptions {
    experiments = List.copyOf(experiments);
    command = List.copyOf(command);
  }

  /** Returns the request for some work of an experiment, with a log named after all of it. */
  CellRequest request(Plugin plugin, Device device, Experiment experiment, String work) {
    String log =
        "%s-%s-%s-%s.log"
            .formatted(work, experiment.id(), plugin.id(), device)
            .replaceAll("[/:]", "-");
    return new CellRequest(
        plugin, device, threads, suite, experiment, data, folder.resolve("logs").resolve(log));
  }
}
