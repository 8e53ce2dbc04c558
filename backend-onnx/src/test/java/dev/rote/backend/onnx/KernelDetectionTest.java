package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.backend.onnx.graph.Kernels;
import dev.rote.testkit.TestDevice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-device")
class KernelDetectionTest {
  private static final DeviceKind DEVICE = TestDevice.ofThisRun().kind();

  @Test
  void findsWhatTheBuildOfThisDeviceHas() {
    Kernels kernels = KernelDetection.detect(DEVICE);
    switch (DEVICE) {
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
    Kernels found = KernelDetection.of(DEVICE);

    assertThat(found).isEqualTo(KernelDetection.detect(DEVICE));
    assertThat(KernelDetection.of(DEVICE)).isSameAs(found);
  }

  @Test
  void aGpuGetsStandardOperators() {
    assertThat(KernelDetection.detect(DeviceKind.CUDA)).isEqualTo(Kernels.STANDARD);
  }
}
