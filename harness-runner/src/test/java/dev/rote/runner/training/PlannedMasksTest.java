package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.api.DropoutMasks;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedMasksTest {
  private static final int BATCH = 3;
  private static final Model MODEL =
      Model.of(
          "model",
          Shape.of(50),
          List.of(new Layer.Dense(40, true), new Layer.Dropout(0.25f), new Layer.Dense(10, true)),
          Initializer.HE_NORMAL);
  private static final LayerNode DROPOUT = MODEL.nodes().get(1);

  @Test
  void aMaskIsDrawnFromTheStreamOfItsEpochStepAndLayer() {
    float[] mask = mask(PlannedMasks.draw(MODEL, BATCH, 9, 4, 6, 2), 1);

    RandomStream stream = RandomStream.of(9, "dropout", 4, 7, 1);
    for (float value : mask) {
      assertThat(value).isEqualTo(stream.nextDouble() >= 0.25f ? 1 / 0.75f : 0);
    }
  }

  @Test
  void theCutIntoCallsDoesNotChangeAMask() {
    assertThat(mask(PlannedMasks.draw(MODEL, BATCH, 9, 4, 7, 1), 0))
        .isEqualTo(mask(PlannedMasks.draw(MODEL, BATCH, 9, 4, 0, 8), 7));
  }

  @Test
  void everyStepHasAMaskOfItsOwn() {
    DropoutMasks masks = PlannedMasks.draw(MODEL, BATCH, 9, 4, 0, 2);

    assertThat(mask(masks, 0)).isNotEqualTo(mask(masks, 1));
  }

  @Test
  void aLayerThatDropsNothingHasNoMask() {
    DropoutMasks masks = PlannedMasks.draw(MODEL, BATCH, 9, 4, 0, 1);

    assertThatThrownBy(() -> masks.fill(0, MODEL.nodes().getFirst(), FloatBuffer.allocate(120)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dense1");
  }

  private static float[] mask(DropoutMasks masks, int step) {
    float[] mask = new float[BATCH * 40];
    masks.fill(step, DROPOUT, FloatBuffer.wrap(mask));
    return mask;
  }
}
