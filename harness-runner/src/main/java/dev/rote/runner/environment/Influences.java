package dev.rote.runner.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variables that reach a framework and decide how fast it is, or with which kernels and so with
 * which results it computes. Known by their names: of the libraries that frameworks are made of, of
 * the frameworks, and of the system's loader and allocator.
 */
public final class Influences {
  /** What a variable may change. */
  public enum Effect {
    /** Which code computes: results may change as well as speed. */
    KERNELS,
    /** Threads, memory, and where both are: the same code, faster or slower. */
    SPEED
  }

  private record Known(Effect effect, Pattern names) {
    Known(Effect effect, String names) {
      this(effect, Pattern.compile(names));
    }
  }

  /** Terraform's variables begin with {@code TF_} as well, and some of them are secrets. */
  private static final String TENSORFLOW =
      "TF_(?:AUTOTUNE|BATCHNORM|CONV|CPP|CPU|CUBLAS|CUDA|CUDNN|DETERMINISTIC|DISABLE|ENABLE|FORCE"
          + "|FP16|FUSE|GPU|LAYOUT|LEGACY|MATMUL|MKL|MLIR|NUM|ONEDNN|OVERRIDE|ROCM|SET_ONEDNN|TRT"
          + "|USE|XLA)[A-Z0-9_]*";

  /** The first that fits decides. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              Effect.SPEED,
              "(?:ONEDNN|DNNL|MKLDNN)_(?:VERBOSE.*|.*_CACHE_CAPACITY|JIT_.*)"
                  + "|MKL_(?:.*NUM_THREADS|DYNAMIC|VERBOSE.*|FAST_MEMORY_LIMIT|DISABLE_FAST_MM)"
                  + "|TF_(?:CPP_.*|NUM_.*|FORCE_GPU_ALLOW_GROWTH|GPU_.*ALLOCATOR.*)"
                  + "|OPENBLAS_(?:NUM_THREADS|MAIN_FREE|VERBOSE|THREAD_TIMEOUT)"
                  + "|BLIS_.*(?:NUM_THREADS|_NT)"
                  + "|PYTORCH_.*ALLOC_CONF|TORCH_SHOW_.*|TORCH_CPP_LOG_LEVEL"
                  + "|(?:DJL|ENGINE)_CACHE_DIR|DJL_OFFLINE"),
          new Known(
              Effect.KERNELS,
              "(?:ONEDNN|DNNL|MKLDNN|MKL|ATEN|TORCH|PYTORCH|LIBTORCH|XLA|ORT|CUBLAS|CUBLASLT|CUDNN"
                  + "|OPENBLAS|BLIS|ND4J|LIBND4J|DJL)_.*|"
                  + TENSORFLOW
                  + "|SD_(?:BLAS|FORBID|ALLOW|MASTER|MAX)_.*"
                  + "|NVIDIA_TF32_OVERRIDE|LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|GLIBC_TUNABLES"
                  + "|DYLD_INSERT_LIBRARIES|DYLD_(?:FALLBACK_)?LIBRARY_PATH"),
          new Known(
              Effect.SPEED,
              "(?:OMP|GOMP|LIBOMP|KMP|GOTO|VECLIB|TBB|MALLOC|MIMALLOC|TCMALLOC|CUDA|NCCL)_.*"
                  + "|NVIDIA_(?:VISIBLE_DEVICES|DRIVER_CAPABILITIES)"));

  /**
   * Begins like one of those above, and changes nothing that is computed, or is nobody's concern.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile(".*_TELEMETRY|.*(?:TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY).*");

  private Influences() {}

  /** Returns what a variable may change, or empty if nothing is known of it. */
  public static Optional<Effect> effect(String name) {
    return LEFT_OUT.matcher(name).matches()
        ? Optional.empty()
        : KNOWN.stream()
            .filter(known -> known.names().matcher(name).matches())
            .map(Known::effect)
            .findFirst();
  }

  /** Returns the variables of an environment that may change something, without empty ones. */
  public static SortedMap<String, String> of(Map<String, String> environment) {
    SortedMap<String, String> known = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (!value.isEmpty() && effect(name).isPresent()) {
        known.put(name, value);
      }
    });
    return known;
  }

  /** Returns those of them that may change kernels. */
  public static SortedMap<String, String> kernels(Map<String, String> variables) {
    SortedMap<String, String> kernels = new TreeMap<>(variables);
    kernels.keySet().removeIf(name -> !effect(name).equals(Optional.of(Effect.KERNELS)));
    return kernels;
  }

  /** Returns a warning of variables that change kernels, or empty if there are none. */
  public static Optional<String> warning(Map<String, String> variables) {
    List<String> kernels =
        kernels(variables).entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .toList();
    return kernels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the environment has %s, which may change the kernels that frameworks compute with, and so speed and results: unset %s unless that is meant"
                .formatted(String.join(" ", kernels), kernels.size() == 1 ? "it" : "them"));
  }
}
