package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DeviceUnavailableException;
import dev.rote.api.Launch;
import dev.rote.api.Shape;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.scenario.Models;
import dev.rote.testkit.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.TensorFlow;

/** What is this backend's own; what every backend says of itself is the contract's. */
class TensorFlowBackendTest {
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  private final Backend backend = new TensorFlowBackend();

  @Test
  void hasEveryDeviceAndEveryLayer() {
    assertThat(backend.devices()).containsExactly(DeviceKind.values());
    assertThat(backend.unsupportedLayers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CPU, 0", "ONEDNN, 1", "CUDA, 0"})
  void launchSwitchesOneDnn(DeviceKind kind, String expected) {
    Launch launch = backend.launch(Device.first(kind), 3);

    assertThat(launch.environment()).containsEntry("TF_ENABLE_ONEDNN_OPTS", expected);
  }

  @Test
  void cudaIsLaunchedWithoutTf32AndWithoutAllOfTheMemory() {
    assertThat(backend.launch(Device.first(DeviceKind.CUDA), 1).environment())
        .containsEntry("NVIDIA_TF32_OVERRIDE", "0")
        .containsEntry("TF_FORCE_GPU_ALLOW_GROWTH", "true");
  }

  @Test
  void javaGetsOnlyOptionsThatItKnows() {
    assertThat(TensorFlowBackend.jvmOptions(Runtime.Version.parse("21.0.5")))
        .isNotEmpty()
        .doesNotContain(UNSAFE);
    assertThat(TensorFlowBackend.jvmOptions(Runtime.Version.parse("25"))).contains(UNSAFE);
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void processorIsAvailableWithTheVersionThatRuns(DeviceKind kind) {
    assertThat(backend.probe(Device.first(kind)))
        .isInstanceOfSatisfying(
            Availability.Available.class,
            available ->
                assertThat(available.framework())
                    .startsWith("TensorFlow " + TensorFlow.version() + " (TensorFlow-Java "));
  }

  @Test
  void deviceThatTheProcessWasNotStartedForIsRefused() {
    DeviceKind started = TestDevice.ofThisRun().kind();
    DeviceKind other = started == DeviceKind.CPU ? DeviceKind.ONEDNN : DeviceKind.CPU;

    assertThatExceptionOfType(DeviceUnavailableException.class)
        .isThrownBy(() -> open(other))
        .withMessageContaining("TF_ENABLE_ONEDNN_OPTS")
        .withMessageContaining("start the process with what launch gives");
  }

  @Test
  void gpuThatIsNotThereIsRefusedWhenOpened() {
    assumeFalse(TestDevice.ofThisRun().kind() == DeviceKind.ONEDNN, "the switch is that of onednn");
    assumeFalse(
        backend.probe(Device.first(DeviceKind.CUDA)) instanceof Availability.Available,
        "this machine has a GPU");

    assertThatExceptionOfType(DeviceUnavailableException.class)
        .isThrownBy(() -> open(DeviceKind.CUDA))
        .withMessage(
            "cuda is unavailable: TensorFlow lists 0 GPUs; probe it to see what is missing");
  }

  private void open(DeviceKind kind) {
    Scenario.ofEpochs(Models.perceptron(Shape.of(1, 2, 2), 2, 2), 1, 2, 1, 0.1f)
        .open(backend, Device.first(kind), 1)
        .close();
  }
}
