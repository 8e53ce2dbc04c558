package dev.rote.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfluencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ONEDNN_MAX_CPU_ISA",
        "DNNL_DEFAULT_FPMATH_MODE",
        "ATEN_CPU_CAPABILITY",
        "MKL_CBWR",
        "MKL_DEBUG_CPU_TYPE",
        "MKL_ENABLE_INSTRUCTIONS",
        "TF_ENABLE_ONEDNN_OPTS",
        "TF_XLA_FLAGS",
        "XLA_FLAGS",
        "OPENBLAS_CORETYPE",
        "BLIS_ARCH_TYPE",
        "PYTORCH_LIBRARY_PATH",
        "PYTORCH_VERSION",
        "NVIDIA_TF32_OVERRIDE",
        "CUBLAS_WORKSPACE_CONFIG",
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "GLIBC_TUNABLES"
      })
  void somePickOtherKernels(String name) {
    assertThat(Influences.effect(name)).contains(Influences.Effect.KERNELS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OMP_NUM_THREADS",
        "OMP_WAIT_POLICY",
        "KMP_AFFINITY",
        "GOMP_CPU_AFFINITY",
        "MKL_NUM_THREADS",
        "MKL_DOMAIN_NUM_THREADS",
        "MKL_DYNAMIC",
        "ONEDNN_VERBOSE",
        "OPENBLAS_NUM_THREADS",
        "TF_NUM_INTRAOP_THREADS",
        "TF_CPP_MIN_LOG_LEVEL",
        "MALLOC_ARENA_MAX",
        "MALLOC_CONF",
        "CUDA_VISIBLE_DEVICES",
        "PYTORCH_CUDA_ALLOC_CONF"
      })
  void othersOnlyTakeOrGiveTime(String name) {
    assertThat(Influences.effect(name)).contains(Influences.Effect.SPEED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HOME",
        "PATH",
        "ORT_DISABLE_TELEMETRY",
        "ROTE_DATA",
        "SDKMAN_DIR",
        "TFOO",
        "TF_VAR_password",
        "TF_CLI_CONFIG_FILE",
        "TF_TOKEN_app_terraform_io",
        "NVIDIA_API_KEY",
        "DJL_ACCESS_TOKEN"
      })
  void mostChangeNothing(String name) {
    assertThat(Influences.effect(name)).isEmpty();
  }

  @Test
  void whatIsSetToNothingIsNotSet() {
    assertThat(Influences.of(Map.of("MKL_CBWR", "", "OMP_PLACES", "cores")))
        .containsExactly(entry("OMP_PLACES", "cores"));
  }

  @Test
  void kernelsAreWarnedOf() {
    assertThat(Influences.warning(Map.of("OMP_PLACES", "cores"))).isEqualTo(Optional.empty());
    assertThat(Influences.warning(Map.of("MKL_CBWR", "SSE4_2", "ATEN_CPU_CAPABILITY", "default")))
        .contains(
            "the environment has ATEN_CPU_CAPABILITY=default MKL_CBWR=SSE4_2, which may change the kernels that frameworks compute with, and so speed and results: unset them unless that is meant");
  }
}
