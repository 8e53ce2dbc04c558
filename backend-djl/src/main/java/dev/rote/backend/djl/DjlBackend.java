package dev.rote.backend.djl;

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

/**
 * PyTorch, driven from Java by Deep Java Library (DJL). One process can hold PyTorch once, and one
 * class loader in it: the harness gives every cell a process of its own.
 */
public final class DjlBackend implements Backend {
  private static final List<String> JVM_OPTIONS =
      List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true");

  /**
   * Lets glibc keep what PyTorch frees. By default it returns each large array to the system, and
   * every step pays for getting its pages again: 5 to 10% of the training examples/s.
   */
  private static final Map<String, String> KEEP_FREED_MEMORY =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TRIM_THRESHOLD_", String.valueOf(16L << 30));

  /** Where the CUDA runtime is installed when the system's linker does not know it. */
  private static final String CUDA_RUNTIME_OPTION = "-Djna.library.path=/usr/local/cuda/lib64";

  @Override
  public int apiVersion() {
    return API_VERSION;
  }

  @Override
  public String id() {
    return "djl-pytorch";
  }

  @Override
  public String version() {
    return Optional.ofNullable(DjlBackend.class.getPackage().getImplementationVersion())
        .orElse("dev");
  }

  @Override
  public Set<DeviceKind> devices() {
    return EnumSet.allOf(DeviceKind.class);
  }

  /**
   * Returns the thread counts of PyTorch, OpenMP, MKL and OpenBLAS, the settings that keep DJL off
   * the network, and those of the memory allocator. On {@code cuda} also those that keep the
   * arithmetic float32 and repeatable: cuDNN would otherwise round the inputs of convolutions to
   * the 10-bit mantissa of TF32.
   */
  @Override
  public Launch launch(Device device, int threads) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OPT_OUT_TRACKING", "true");
    environment.putAll(KEEP_FREED_MEMORY);
    environment.put("OMP_NUM_THREADS", String.valueOf(threads));
    environment.put("MKL_NUM_THREADS", String.valueOf(threads));
    environment.put("OPENBLAS_NUM_THREADS", String.valueOf(threads));
    List<String> options = new ArrayList<>(JVM_OPTIONS);
    options.add("-Dai.djl.pytorch.num_threads=" + threads);
    if (device.kind() == DeviceKind.CUDA) {
      environment.put("NVIDIA_TF32_OVERRIDE", "0");
      environment.put("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
      options.add(CUDA_RUNTIME_OPTION);
    }
    return new Launch(environment, options);
  }

  @Override
  public Availability probe(Device device) {
    JnaFolder.choose();
    return DeviceProbe.ofThisMachine().probe(device);
  }

  @Override
  public Trainer open(TrainingPlan plan, Parameters initial) {
    JnaFolder.choose();
    PyTorch pytorch = PyTorch.start(plan.device(), plan.threads());
    return new DjlTrainer(pytorch, plan, initial);
  }
}
