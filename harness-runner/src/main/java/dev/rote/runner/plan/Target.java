package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;

/**
 * A backend on a device, which every experiment of a run meets.
 *
 * @param backend the backend's id
 */
public record Target(String backend, Device device) {
  public Target {
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
  }

  /** Returns {@code djl-pytorch/onednn}. */
  @Override
  public String toString() {
    return backend + "/" + device;
  }
}
