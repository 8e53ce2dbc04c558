package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;

/**
 * An experiment on a backend and device: the unit of running, of failing and of reporting.
 *
 * @param backend the backend's id
 */
public record Cell(Experiment experiment, String backend, Device device) {
  public Cell {
    requireNonNull(experiment, "experiment is null");
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
  }

  /** Returns an id that no other cell of the run has: the experiment's, the backend, the device. */
  public String id() {
    return experiment.id() + "/" + backend + "/" + device;
  }

  @Override
  public String toString() {
    return id();
  }
}
