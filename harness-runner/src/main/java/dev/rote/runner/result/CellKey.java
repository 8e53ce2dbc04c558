package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;

/**
 * Which cell a result is of.
 *
 * @param experiment the stable id of the experiment: {@code model/name/seed-n}
 * @param name the suite's name of it, with the values of its sweeps
 * @param model name of the network
 * @param backend its id
 * @param device where it was to run
 * @param seed of the experiment
 * @param batch examples of a training step
 */
public record CellKey(
    String experiment,
    String name,
    String model,
    String backend,
    Device device,
    long seed,
    int batch) {
  public CellKey {
    requireNonNull(experiment, "experiment is null");
    requireNonNull(name, "name is null");
    requireNonNull(model, "model is null");
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
  }

  /** Returns {@code mlp-1x512/true-labels/seed-1 on tensorflow cpu}. */
  @Override
  public String toString() {
    return experiment + " on " + backend + " " + device;
  }
}
