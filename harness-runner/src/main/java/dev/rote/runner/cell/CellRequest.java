package dev.rote.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.Processes;
import dev.rote.runner.wire.BackendRef;
import dev.rote.runner.wire.CellWork;
import java.nio.file.Path;

/**
 * A cell that some work is wanted of.
 *
 * @param host what it runs on
 * @param cell which
 * @param log receives what the process prints; appended to
 */
public record CellRequest(Host host, Cell cell, Path log) {
  public CellRequest {
    requireNonNull(host, "host is null");
    requireNonNull(cell, "cell is null");
    requireNonNull(log, "log is null");
  }

  Processes processes() {
    return host.processes();
  }

  Plugin plugin() {
    return cell.target().plugin();
  }

  Device device() {
    return cell.target().device();
  }

  Experiment experiment() {
    return cell.experiment();
  }

  CellWork work() {
    return new CellWork(
        experiment(),
        new BackendRef(plugin().ownId(), plugin().classPath(device().kind())),
        device(),
        host.threads(),
        host.data().directories());
  }
}
