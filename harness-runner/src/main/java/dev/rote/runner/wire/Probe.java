package dev.rote.runner.wire;

import dev.rote.api.Device;
import java.util.List;
import java.util.Optional;

/** Ask a backend which of these devices it can use. */
public record Probe(BackendRef backend, List<Device> devices) implements Job {
  public Probe {
    devices = List.copyOf(devices);
  }

  /**
   * The answer about one device.
   *
   * @param framework present if it is available
   * @param detail further information, or the reason why it is not available
   */
  public record Probed(Device device, Optional<String> framework, String detail) implements Event {}
}
