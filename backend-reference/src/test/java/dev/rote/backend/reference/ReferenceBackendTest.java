package dev.rote.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DeviceUnavailableException;
import dev.rote.api.Launch;
import dev.rote.api.Sgd;
import dev.rote.api.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceBackendTest {
  private final Backend backend = new ReferenceBackend();

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(Backend.class))
        .singleElement()
        .isInstanceOf(ReferenceBackend.class);
  }

  @Test
  void itIsCalledReferenceRunsOnTheProcessorAndHasEveryLayer() {
    assertThat(backend.id()).isEqualTo("reference");
    assertThat(backend.apiVersion()).isEqualTo(Backend.API_VERSION);
    assertThat(backend.version()).isNotBlank();
    assertThat(backend.devices()).containsExactly(DeviceKind.CPU);
    assertThat(backend.unsupportedLayers()).isEmpty();
  }

  @Test
  void itsProcessNeedsRoomForActivationsOnTheHeapWhateverTheThreads() {
    assertThat(backend.launch(Device.first(DeviceKind.CPU), 4))
        .isEqualTo(new Launch(Map.of(), List.of("-XX:MaxRAMPercentage=60")))
        .isEqualTo(backend.launch(Device.first(DeviceKind.CPU), 1));
  }

  @Test
  void theProcessorIsAlwaysThere() {
    assertThat(backend.probe(Device.first(DeviceKind.CPU)))
        .isEqualTo(
            new Availability.Available("Java " + Runtime.version(), "float64 on one thread"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CPU")
  void otherDevicesAreUnavailableWithAReason(DeviceKind kind) {
    Device device = Device.first(kind);
    String reason = "the backend reference has no code for the device " + kind + ": use cpu";
    assertThat(backend.probe(device)).isEqualTo(new Availability.Unavailable(reason));
    TrainingPlan plan = new TrainingPlan(Fixture.PERCEPTRON, device, 1, 2, new Sgd(0, 0));
    assertThatThrownBy(() -> backend.open(plan, Fixture.parameters(Fixture.PERCEPTRON)))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessage(reason);
  }
}
