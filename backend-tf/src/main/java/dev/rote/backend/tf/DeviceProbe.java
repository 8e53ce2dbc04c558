package dev.rote.backend.tf;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.api.Platform;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says what a device lacks: for the processor by looking at the class path alone, for a GPU by
 * TensorFlow's list of devices.
 */
final class DeviceProbe {
  private final NativeJars jars;
  private final String platform;
  private final Supplier<List<String>> gpus;

  /**
   * @param gpus lists those that TensorFlow can use; asked only if there are natives for them
   */
  DeviceProbe(NativeJars jars, String platform, Supplier<List<String>> gpus) {
    this.jars = jars;
    this.platform = platform;
    this.gpus = gpus;
  }

  static DeviceProbe ofThisMachine() {
    NativeJars jars = new NativeJars(DeviceProbe.class.getClassLoader());
    return new DeviceProbe(jars, NativeJars.classifier(Platform.current()), Gpus::list);
  }

  /** Never throws. */
  Availability probe(Device device) {
    try {
      return jars.framework()
          .map(framework -> available(device, framework))
          .orElseGet(() ->
              unavailable(
                  device,
                  "TensorFlow-Java is not on the class path; put tensorflow-core-api-<version>.jar and what it needs into the backend's lib folder"));
    } catch (RuntimeException | LinkageError e) {
      return new Availability.Unavailable(device + " cannot be probed: " + e);
    }
  }

  private Availability available(Device device, String framework) {
    return switch (device.kind()) {
      case CPU, ONEDNN -> onProcessor(device, framework);
      case CUDA -> onGpu(device, framework);
    };
  }

  private Availability onProcessor(Device device, String framework) {
    if (!jars.forProcessor(platform) && !jars.forGpu(platform)) {
      return unavailable(
          device,
          "there is no jar with TensorFlow's natives for %s; put tensorflow-core-native-<version>-%s.jar into the backend's lib folder"
              .formatted(platform, platform));
    }
    return new Availability.Available(framework, "bundled natives for " + platform);
  }

  private Availability onGpu(Device device, String framework) {
    if (!jars.forGpu(platform)) {
      return unavailable(
          device,
          "there is no jar with TensorFlow's natives for CUDA on %s; build with -P tf-cuda, which has them for linux-x86_64"
              .formatted(platform));
    }
    List<String> found = gpus.get();
    if (device.ordinal() >= found.size()) {
      return unavailable(
          device,
          "TensorFlow lists %d GPUs; check that NVIDIA's driver, CUDA 12 and cuDNN 9 are installed, the log says which library it missed"
              .formatted(found.size()));
    }
    return new Availability.Available(
        framework,
        "bundled natives for %s with CUDA, %s".formatted(platform, found.get(device.ordinal())));
  }

  private static Availability unavailable(Device device, String reason) {
    return new Availability.Unavailable(device + " is unavailable: " + reason);
  }
}
