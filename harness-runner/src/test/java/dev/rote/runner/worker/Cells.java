package dev.rote.runner.worker;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Runs cells of small suites on backends from jars in a directory of the test. */
record Cells(Path directory) {
  Plugin plugin(Class<?> backend) {
    Path jar = directory.resolve("backends").resolve(backend.getSimpleName() + ".jar");
    Discovery discovery = PluginDiscovery.discover(List.of(PluginJars.of(jar, backend)));
    return discovery.plugins().getFirst();
  }

  CellRequest request(Class<?> backend, SmallSuite suite) {
    return new CellRequest(
        plugin(backend),
        Device.first(DeviceKind.CPU),
        1,
        suite.suite(),
        suite.experiment(),
        new DataLocations(List.of(directory)),
        directory.resolve("logs").resolve(backend.getSimpleName() + ".log"));
  }

  CellReport run(Class<?> backend, SmallSuite suite) {
    try {
      return CellRunner.run(request(backend, suite), CellListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
