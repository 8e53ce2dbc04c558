package dev.rote.runner.worker;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceUnavailableException;
import dev.rote.runner.wire.Probe;
import java.util.Optional;

/** Asks a backend, in its own process, whether a device is there. */
final class Probing {
  private Probing() {}

  /** Returns the answer; what a probe throws although it must not is an answer as well. */
  static Probe.Probed ask(Backend backend, Device device) {
    try {
      Availability answer =
          BackendFault.unlessNull(backend.probe(device), backend, "probe", "an Availability");
      return switch (answer) {
        case Availability.Available(String framework, String detail) ->
            new Probe.Probed(device, Optional.of(framework), detail);
        case Availability.Unavailable(String reason) ->
            new Probe.Probed(device, Optional.empty(), reason);
      };
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      return new Probe.Probed(device, Optional.empty(), Failures.describe(e).reason());
    }
  }

  /**
   * Returns the framework's name and version.
   *
   * @throws DeviceUnavailableException if the device is not there
   */
  static String require(Backend backend, Device device) {
    Probe.Probed answer = ask(backend, device);
    return answer.framework().orElseThrow(() -> new DeviceUnavailableException(answer.detail()));
  }
}
