package dev.rote.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.plan.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerVariablesTest {
  private static final Target LEAVES = FakePlugins.target("leaves", DeviceKind.CPU);
  private static final Target SETS =
      FakePlugins.target("sets", DeviceKind.CPU, Map.of("OMP_NUM_THREADS", "2", "MKL_CBWR", "AVX"));

  @Test
  void whatEveryBackendSetsDoesNotReachThem() {
    WorkerVariables variables =
        WorkerVariables.of(
            Map.of("OMP_NUM_THREADS", "8", "MKL_CBWR", "AVX", "OMP_PLACES", "cores"),
            List.of(SETS),
            2);

    assertThat(variables.reaching()).containsExactly(entry("OMP_PLACES", "cores"));
    assertThat(variables.sentences())
        .containsExactly(
            "OMP_NUM_THREADS=8 of the environment does not reach sets, which gets as many threads as --threads says");
  }

  @Test
  void whatOneBackendLeavesReachesItAndIsWarnedOf() {
    WorkerVariables variables =
        WorkerVariables.of(Map.of("MKL_CBWR", "SSE4_2"), List.of(SETS, LEAVES), 2);

    assertThat(variables.reaching()).containsExactly(entry("MKL_CBWR", "SSE4_2"));
    assertThat(variables.sentences())
        .satisfiesExactly(
            sentence ->
                assertThat(sentence)
                    .isEqualTo(
                        "MKL_CBWR=SSE4_2 of the environment does not reach sets, which is started with another value"),
            sentence -> assertThat(sentence).startsWith("the environment has MKL_CBWR=SSE4_2"));
  }
}
