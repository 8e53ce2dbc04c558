package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plugin.Plugin;

/**
 * A backend on a device, which every experiment of a run meets.
 *
 * @param plugin the backend
 * @param device where it runs
 */
public record Target(Plugin plugin, Device device) {
  public Target {
    requireNonNull(plugin, "plugin is null");
    requireNonNull(device, "device is null");
  }

  /** Returns the backend's id. */
  public String backend() {
    return plugin.id();
  }

  /** Returns {@code djl-pytorch onednn}. */
  @Override
  public String toString() {
    return backend() + " " + device;
  }
}
