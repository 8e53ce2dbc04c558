package dev.rote.backend.tf;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Launch;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** TensorFlow, driven from Java by TensorFlow-Java, in graph mode. */
public final class TensorFlowBackend implements Backend {
  /**
   * JavaCPP, which binds the natives, would refuse memory when the process has more than four times
   * the heap, and collect garbage before; every tensor is closed here, and counts for nothing.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.bytedeco.javacpp.maxbytes=0",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  /**
   * glibc keeps what is freed. A step allocates and frees the same large blocks again and again,
   * and those that go back to the system are filled with zeros page by page when they return.
   */
  private static final Map<String, String> ALLOCATOR =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TRIM_THRESHOLD_", String.valueOf(16L << 30));

  /** Used by {@link java.util.ServiceLoader}. */
  public TensorFlowBackend() {}

  @Override
  public int apiVersion() {
    return API_VERSION;
  }

  @Override
  public String id() {
    return "tensorflow";
  }

  /** Returns the version in the jar's manifest, or {@code development} outside a jar. */
  @Override
  public String version() {
    return Optional.ofNullable(TensorFlowBackend.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public Set<DeviceKind> devices() {
    return EnumSet.allOf(DeviceKind.class);
  }

  /**
   * Returns oneDNN's switch, the settings of the C library's allocator, and what keeps TensorFlow
   * and the JVM from filling the log. On {@code cuda} also what keeps the arithmetic float32 and
   * repeatable, and what keeps TensorFlow from taking all of the GPU's memory. The number of
   * threads is an option of a session instead.
   */
  @Override
  public Launch launch(Device device, int threads) {
    Map<String, String> environment = new TreeMap<>(ALLOCATOR);
    environment.put(TensorFlowRuntime.ONEDNN_SWITCH, TensorFlowRuntime.oneDnnSwitch(device.kind()));
    environment.put("TF_CPP_MIN_LOG_LEVEL", "1");
    if (device.kind() == DeviceKind.CUDA) {
      environment.put("NVIDIA_TF32_OVERRIDE", "0");
      environment.put("TF_DETERMINISTIC_OPS", "1");
      environment.put("TF_FORCE_GPU_ALLOW_GROWTH", "true");
    }
    return new Launch(environment, jvmOptions(Runtime.version()));
  }

  @Override
  public Availability probe(Device device) {
    return DeviceProbe.ofThisMachine().probe(device);
  }

  /** Returns options that this version of Java knows; the worker's is the same. */
  static List<String> jvmOptions(Runtime.Version java) {
    List<String> options = new ArrayList<>(JVM_OPTIONS);
    if (java.feature() >= 24) {
      // Since then Java warns when somebody uses sun.misc.Unsafe, as TensorFlow-Java does.
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  @Override
  public Trainer open(TrainingPlan plan, Parameters initial) {
    return TensorFlowTrainer.open(
        TensorFlowRuntime.start(plan.device(), plan.threads()), plan, initial);
  }
}
