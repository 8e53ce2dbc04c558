package dev.rote.testkit;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.api.NvidiaDriver;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A device that a backend declares and that cannot be opened here, so that nothing about it is
 * checked.
 *
 * @param device the device
 * @param reason what the backend's probe says, or what became of its process
 * @param log what that process printed, if it printed anything
 */
public record Absence(Device device, String reason, Optional<Path> log) {
  public Absence {
    requireNonNull(device, "device is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(log, "log is null");
  }

  /**
   * Returns whether it is this machine that lacks it: there is a processor everywhere, and natives
   * for it that are not found are the plugin's own matter.
   */
  public boolean excused() {
    return switch (device.kind()) {
      case CPU, ONEDNN -> false;
      case CUDA -> NvidiaDriver.ofThisMachine().missing(device.ordinal()).isPresent();
    };
  }
}
