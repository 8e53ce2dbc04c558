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
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import dev.rote.api.TrainingPlan;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.TensorFlow;

class TensorFlowBackendTest {
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  private final Backend backend = new TensorFlowBackend();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Backend.class))
        .filteredOn(found -> !found.oracle())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.id()).isEqualTo("tensorflow");
          assertThat(found.apiVersion()).isEqualTo(Backend.API_VERSION);
          assertThat(found.devices()).containsExactly(DeviceKind.values());
          assertThat(found.unsupportedLayers()).isEmpty();
          assertThat(found.version()).isNotBlank();
        });
  }

  @ParameterizedTest
  @CsvSource({"CPU, 0", "ONEDNN, 1", "CUDA, 0"})
  void launchSwitchesOneDnn(DeviceKind kind, String expected) {
    Launch launch = backend.launch(Device.first(kind), 3);

    assertThat(launch).isEqualTo(backend.launch(Device.first(kind), 3));
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
    DeviceKind started = Fixture.device().kind();
    DeviceKind other = started == DeviceKind.CPU ? DeviceKind.ONEDNN : DeviceKind.CPU;

    assertThatExceptionOfType(DeviceUnavailableException.class)
        .isThrownBy(() -> open(other))
        .withMessageContaining("TF_ENABLE_ONEDNN_OPTS")
        .withMessageContaining("start the process with what launch gives");
  }

  @Test
  void gpuThatIsNotThereIsRefusedWhenOpened() {
    assumeFalse(Fixture.device().kind() == DeviceKind.ONEDNN, "the switch is that of onednn");
    assumeFalse(
        backend.probe(Device.first(DeviceKind.CUDA)) instanceof Availability.Available,
        "this machine has a GPU");

    assertThatExceptionOfType(DeviceUnavailableException.class)
        .isThrownBy(() -> open(DeviceKind.CUDA))
        .withMessage(
            "cuda is unavailable: TensorFlow lists 0 GPUs; probe it to see what is missing");
  }

  private void open(DeviceKind kind) {
    Model model = Fixture.perceptron(Shape.of(1, 2, 2), 2, 2);
    Parameters initial = Fixture.parameters(model, 1);
    backend.open(new TrainingPlan(model, Device.first(kind), 1, 1, Fixture.PLAIN), initial).close();
  }
}
