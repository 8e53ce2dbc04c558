package dev.rote.backend.onnx;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import java.util.Optional;

/**
 * Says what a device lacks, by looking at jars and files: ONNX Runtime itself takes long to unpack,
 * and falls back to the processor where it finds no GPU.
 */
final class DeviceProbe {
  private final RuntimeJars jars;
  private final Machine machine;

  DeviceProbe(RuntimeJars jars, Machine machine) {
    this.jars = jars;
    this.machine = machine;
  }

  static DeviceProbe ofThisMachine() {
    return new DeviceProbe(new RuntimeJars(DeviceProbe.class.getClassLoader()), Machine.current());
  }

  /** Never throws. */
  Availability probe(Device device) {
    try {
      return missing(device)
          .<Availability>map(
              reason -> new Availability.Unavailable(device + " is unavailable: " + reason))
          .orElseGet(() -> available(device.kind()));
    } catch (RuntimeException e) {
      return new Availability.Unavailable(device + " cannot be probed: " + e);
    }
  }

  private Availability available(DeviceKind kind) {
    String version = jars.version().orElse("of unknown version");
    // bytedeco appends its own version: 1.24.1-1.5.13.
    String framework = "ONNX Runtime " + version.replaceFirst("-.*", "");
    return new Availability.Available(
        framework,
        switch (kind) {
          case CPU -> "the build of Microsoft";
          case ONEDNN -> "the build of bytedeco, " + version;
          case CUDA -> String.join(", ", machine.nvidia().models());
        });
  }

  private Optional<String> missing(Device device) {
    if (jars.version().isEmpty()) {
      return Optional.of("ONNX Runtime is not on the class path; " + remedy(device.kind()));
    }
    return switch (device.kind()) {
      case CPU -> missing(jars.microsoftNative("onnxruntime", machine.platform()), DeviceKind.CPU);
      case ONEDNN ->
          missing(
              jars.bytedecoNative("onnxruntime_providers_dnnl", machine.platform()),
              DeviceKind.ONEDNN);
      case CUDA ->
          missing(
                  jars.microsoftNative("onnxruntime_providers_cuda", machine.platform()),
                  DeviceKind.CUDA)
              .or(() -> machine.nvidia().missing(device.ordinal()));
    };
  }

  private Optional<String> missing(RuntimeJars.NativeLibrary library, DeviceKind kind) {
    if (!library.present()) {
      return Optional.of("no jar has %s; %s".formatted(library.path(), remedy(kind)));
    }
    return machine.missingLoader();
  }

  private String remedy(DeviceKind kind) {
    return switch (kind) {
      case CPU ->
          "put onnxruntime-<version>.jar of com.microsoft.onnxruntime, which has natives for Linux,"
              + " macOS on ARM and Windows, into the backend's lib-cpu folder";
      case ONEDNN ->
          "put bytedeco's jars of onnxruntime, dnnl, opencl and javacpp, which exist for"
              + " linux-x86_64 only, into the backend's lib-onednn folder";
      case CUDA ->
          "build with -P onnx-cuda, on Linux or Windows on x86-64, for what belongs into the"
              + " backend's lib-cuda folder";
    };
  }
}
