package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Launch;
import dev.rote.testkit.TestDevice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is this backend's own; what every backend says of itself is the contract's. */
@Tag("any-device")
class OnnxBackendTest {
  private final Backend backend = new OnnxBackend();

  @Test
  void hasEveryDeviceAndEveryLayer() {
    assertThat(backend.devices()).containsExactly(DeviceKind.values());
    assertThat(backend.unsupportedLayers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void launchGivesOpenMpTheThreads(DeviceKind kind) {
    Launch launch = backend.launch(Device.first(kind), 3);

    assertThat(launch.environment()).containsEntry("OMP_NUM_THREADS", "3");
    assertThat(launch.jvmOptions()).contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void cudaIsLaunchedWithoutTf32() {
    assertThat(backend.launch(Device.first(DeviceKind.CUDA), 1).environment())
        .containsEntry("NVIDIA_TF32_OVERRIDE", "0");
  }

  @Test
  void theDeviceOfTheseTestsIsAvailable() {
    assertThat(backend.probe(TestDevice.ofThisRun()))
        .isInstanceOfSatisfying(
            Availability.Available.class,
            available -> {
              assertThat(available.framework()).matches("ONNX Runtime [0-9.]+");
              assertThat(available.detail()).startsWith("the build of ");
            });
  }
}
