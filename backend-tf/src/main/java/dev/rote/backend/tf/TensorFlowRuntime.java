package dev.rote.backend.tf;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DeviceUnavailableException;
import java.util.List;
import java.util.Map;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/** TensorFlow in this process. */
final class TensorFlowRuntime {
  /** Whether oneDNN's kernels replace TensorFlow's own; read once, when the natives are loaded. */
  static final String ONEDNN_SWITCH = "TF_ENABLE_ONEDNN_OPTS";

  private TensorFlowRuntime() {}

  /** Returns what a process's environment must have for that kind of device. */
  static String oneDnnSwitch(DeviceKind kind) {
    return switch (kind) {
      case CPU, CUDA -> "0";
      case ONEDNN -> "1";
    };
  }

  /**
   * Loads TensorFlow, unless that has been done before, and returns the configuration of a session.
   *
   * @throws DeviceUnavailableException if TensorFlow or the device cannot be used
   */
  static ConfigProto start(Device device, int threads) {
    requireSwitch(device, System.getenv());
    List<String> gpus = load(device);
    return switch (device.kind()) {
      case CPU, ONEDNN -> configuration(threads).putDeviceCount("GPU", 0).build();
      case CUDA -> {
        requireGpu(device, gpus);
        yield configuration(threads).setGpuOptions(gpu(device)).build();
      }
    };
  }

  private static void requireSwitch(Device device, Map<String, String> environment) {
    String expected = oneDnnSwitch(device.kind());
    String found = environment.getOrDefault(ONEDNN_SWITCH, "not set");
    if (!found.equals(expected)) {
      throw new DeviceUnavailableException(
          "%s is unavailable in this process, because %s is %s, not %s, and TensorFlow reads it only once: start the process with what launch gives"
              .formatted(device, ONEDNN_SWITCH, found, expected));
    }
  }

  /** Returns the GPUs, which need not be asked for if there is to be none. */
  private static List<String> load(Device device) {
    try {
      TensorFlow.version();
      return device.kind() == DeviceKind.CUDA ? Gpus.list() : List.of();
    } catch (LinkageError e) {
      DeviceUnavailableException unavailable =
          new DeviceUnavailableException(
              "TensorFlow cannot be loaded for " + device + ": " + rootCause(e) + "; probe it");
      unavailable.initCause(e);
      throw unavailable;
    }
  }

  private static void requireGpu(Device device, List<String> gpus) {
    if (device.ordinal() >= gpus.size()) {
      throw new DeviceUnavailableException(
          "%s is unavailable: TensorFlow lists %d GPUs; probe it to see what is missing"
              .formatted(device, gpus.size()));
    }
  }

  private static ConfigProto.Builder configuration(int threads) {
    return ConfigProto.newBuilder()
        .setAllowSoftPlacement(true)
        .setIntraOpParallelismThreads(threads)
        // Negative: operations run in the calling thread, one after the other. A pool of one thread
        // would do the same and cost two changes of thread a run.
        .setInterOpParallelismThreads(-1);
  }

  private static GPUOptions gpu(Device device) {
    return GPUOptions.newBuilder()
        .setAllowGrowth(true)
        .setVisibleDeviceList(String.valueOf(device.ordinal()))
        .build();
  }

  private static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
  }
}
