package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsPerCallTest {
  @Test
  void aSmallModelGetsManyStepsACallAndALargeOneFew() {
    assertThat(StepsPerCall.of(model(10), 1, DeviceKind.CPU)).isEqualTo(64);
    assertThat(StepsPerCall.of(model(1000), 256, DeviceKind.CPU)).isEqualTo(10);
    assertThat(StepsPerCall.of(model(1000), 100_000, DeviceKind.CPU)).isEqualTo(1);
  }

  @Test
  void cpuAndOneDnnDoTheSameWorkPerCall() {
    assertThat(StepsPerCall.of(model(1000), 256, DeviceKind.ONEDNN))
        .isEqualTo(StepsPerCall.of(model(1000), 256, DeviceKind.CPU));
  }

  @Test
  void aGpuGetsMore() {
    assertThat(StepsPerCall.of(model(1000), 256, DeviceKind.CUDA)).isEqualTo(64);
  }

  /** A training step of one example is 4 * 1000 * units operations. */
  private static Model model(int units) {
    return Model.of(
        "model", Shape.of(1000), List.of(new Layer.Dense(units, true)), Initializer.HE_NORMAL);
  }
}
