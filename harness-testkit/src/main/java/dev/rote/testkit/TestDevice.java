package dev.rote.testkit;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import java.util.List;

/**
 * The device of a run of the tests. A process has one build of a framework and one set of switches,
 * so that the build of a backend with several devices runs its tests once for each of them.
 */
public final class TestDevice {
  private static final String PROPERTY = "rote.device";

  private TestDevice() {}

  /**
   * Returns the first device of the kind in the system property {@code rote.device}, {@code cpu}
   * unless it is set.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  public static Device ofThisRun() {
    return named(System.getProperty(PROPERTY, DeviceKind.CPU.id()));
  }

  static Device named(String id) {
    return DeviceKind.byId(id)
        .map(Device::first)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the system property %s is '%s', allowed is one of %s"
                    .formatted(PROPERTY, id, List.of(DeviceKind.values()))));
  }
}
