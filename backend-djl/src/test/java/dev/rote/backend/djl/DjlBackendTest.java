package dev.rote.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.pytorch.jni.JniUtils;
import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DeviceUnavailableException;
import dev.rote.api.Launch;
import dev.rote.api.Shape;
import dev.rote.testkit.scenario.Models;
import dev.rote.testkit.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is this backend's own; what every backend says of itself is the contract's. */
class DjlBackendTest {
  private final Backend backend = new DjlBackend();

  @Test
  void hasEveryDeviceAndEveryLayer() {
    assertThat(backend.devices()).containsExactly(DeviceKind.values());
    assertThat(backend.unsupportedLayers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void launchIsOfflineAndGivesEveryLibraryTheSameThreads(DeviceKind kind) {
    Launch launch = backend.launch(Device.first(kind), 3);

    assertThat(launch.environment())
        .containsEntry("OPT_OUT_TRACKING", "true")
        .containsEntry("OMP_NUM_THREADS", "3")
        .containsEntry("MKL_NUM_THREADS", "3");
    assertThat(launch.jvmOptions())
        .contains("-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=3");
  }

  @Test
  void cudaIsLaunchedWithoutTf32() {
    assertThat(backend.launch(Device.first(DeviceKind.CUDA), 1).environment())
        .containsEntry("NVIDIA_TF32_OVERRIDE", "0");
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void processorIsAvailable(DeviceKind kind) {
    assertThat(backend.probe(Device.first(kind)))
        .isInstanceOfSatisfying(
            Availability.Available.class,
            available ->
                assertThat(available.framework()).matches("PyTorch [0-9.]+ \\(DJL [0-9.]+\\)"));
  }

  @Test
  void switchesAreWhatTheDeviceSays() {
    PyTorch.start(Device.first(DeviceKind.CPU), 1);
    assertThat(TorchContext.ofThisProcess().oneDnnInUse()).isFalse();

    PyTorch.start(Device.first(DeviceKind.ONEDNN), 1);
    assertThat(TorchContext.ofThisProcess().oneDnnInUse()).isTrue();

    // Read back by the method itself, which throws if the switch has not moved.
    TorchContext.ofThisProcess().useDeterministicCudnn();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1})
  void threadsAreThoseOfThePlan(int threads) {
    PyTorch.start(Device.first(DeviceKind.CPU), threads);

    assertThat(JniUtils.getNumThreads()).isEqualTo(threads);
  }

  @Test
  void gpuThatIsNotThereIsRefusedWhenOpened() {
    assumeFalse(
        backend.probe(Device.first(DeviceKind.CUDA)) instanceof Availability.Available,
        "this machine has a GPU");
    Scenario scenario =
        Scenario.ofEpochs(Models.perceptron(Shape.of(1, 2, 2), 2, 2), 1, 2, 1, 0.1f);

    assertThatExceptionOfType(DeviceUnavailableException.class)
        .isThrownBy(() -> scenario.open(backend, Device.first(DeviceKind.CUDA), 1))
        .withMessageMatching("cuda is unavailable: PyTorch .* was loaded without CUDA; .*");
  }
}
