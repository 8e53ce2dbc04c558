package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import org.junit.jupiter.api.Test;

class TestDeviceTest {
  @Test
  void isTheProcessorUnlessTheBuildNamesAnother() {
    assertThat(TestDevice.ofThisRun()).isEqualTo(Device.first(DeviceKind.CPU));
    assertThat(TestDevice.named("onednn")).isEqualTo(Device.first(DeviceKind.ONEDNN));
  }

  @Test
  void anUnknownNameIsAnswered() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestDevice.named("gpu"))
        .withMessage(
            "the system property rote.device is 'gpu', allowed is one of [cpu, onednn, cuda]");
  }
}
