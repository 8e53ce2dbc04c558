package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.backend.onnx.graph.Kernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-device")
class KernelDetectionTest {
  @Test
  void findsWhatTheBuildOfThisDeviceHas() {
    Kernels kernels = KernelDetection.detect(Fixture.DEVICE.kind());
    switch (Fixture.DEVICE.kind()) {
      case CPU -> {
        assertThat(kernels.channelBlock()).isIn(0, 4, 8, 16);
        assertThat(kernels.gradients()).isFalse();
      }
      case ONEDNN -> assertThat(kernels).isEqualTo(new Kernels(0, true));
      case CUDA -> throw new AssertionError(DeviceKind.CUDA + " has no run of the tests");
    }
  }

  @Test
  void aProcessTriesItsBuildOnce() {
    Kernels found = KernelDetection.of(Fixture.DEVICE.kind());

    assertThat(found).isEqualTo(KernelDetection.detect(Fixture.DEVICE.kind()));
    assertThat(KernelDetection.of(Fixture.DEVICE.kind())).isSameAs(found);
  }

  @Test
  void aGpuGetsStandardOperators() {
    assertThat(KernelDetection.detect(DeviceKind.CUDA)).isEqualTo(Kernels.STANDARD);
  }
}
