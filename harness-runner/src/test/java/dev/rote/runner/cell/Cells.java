package dev.rote.runner.cell;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.runner.result.CellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Runs cells of small suites on backends from jars in a directory of the test. */
public record Cells(Path directory) {
  /** Returns a backend from a jar of its own. */
  public Plugin plugin(Class<?> backend) {
    Path jar = directory.resolve("backends").resolve(backend.getSimpleName() + ".jar");
    Discovery discovery = PluginDiscovery.discover(List.of(PluginJars.of(jar, backend)));
    return discovery.plugins().getFirst();
  }

  /** Returns a request for the suite's cell. */
  public CellRequest request(Class<?> backend, SmallSuite suite) {
    return request(backend, suite.experiment());
  }

  /** Returns a request for the cell of an experiment. */
  public CellRequest request(Class<?> backend, Experiment experiment) {
    Target target = new Target(plugin(backend), Device.first(DeviceKind.CPU));
    return new CellRequest(
        host(),
        new Cell(experiment, target),
        directory.resolve("logs").resolve(backend.getSimpleName() + ".log"));
  }

  /** Returns this machine. */
  public Host host() {
    return new Host(new LocalProcesses(), 1, new DataLocations(List.of(directory)));
  }

  /** Runs the suite's cell to its end. */
  public CellResult run(Class<?> backend, SmallSuite suite) {
    try {
      return CellRunner.run(request(backend, suite), 20, CellListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
