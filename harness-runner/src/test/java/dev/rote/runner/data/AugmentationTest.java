package dev.rote.runner.data;

import static dev.rote.runner.data.ExampleValues.all;
import static dev.rote.runner.data.ExampleValues.image;
import static dev.rote.runner.data.ExampleValues.labels;
import static dev.rote.runner.data.ExampleValues.window;
import static dev.rote.runner.data.SampleRecipe.cifar10;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Examples;
import dev.rote.runner.data.set.SampleFiles;
import dev.rote.runner.random.RandomStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentationTest {

  @TempDir Path directory;

  @BeforeEach
  void writeCifar10() {
    SampleFiles.cifar10Directory(directory, 8, 12);
  }

  @Test
  void anAugmentedEpochCropsAndFlipsAtRandom() {
    PreparedData data = prepare(cifar10().augmentation(EnumSet.allOf(Augmentation.class)));
    for (int epoch = 0; epoch < 3; epoch++) {
      Examples augmented = examples(data, epoch);
      for (int i = 0; i < 12; i++) {
        RandomStream stream = RandomStream.of(1, "augmentation", epoch, i);
        int top = stream.nextInt(5);
        int left = stream.nextInt(5);
        boolean flipped = stream.nextInt(2) == 1;
        assertThat(image(augmented, i))
            .isEqualTo(window(SampleFiles.pixels(1, i, 3072), 28, top, left, flipped));
      }
    }
  }

  @Test
  void aRandomFlipAloneKeepsTheCentreAndFlipsAboutHalf() {
    PreparedData data = prepare(cifar10().augmentation(Set.of(Augmentation.RANDOM_FLIP)));
    int flips = 0;
    for (int epoch = 0; epoch < 50; epoch++) {
      float[] image = image(examples(data, epoch), 0);
      float[] flipped = window(SampleFiles.pixels(1, 0, 3072), 28, 2, 2, true);
      assertThat(image).isIn(flipped, window(SampleFiles.pixels(1, 0, 3072), 28, 2, 2, false));
      flips += Arrays.equals(image, flipped) ? 1 : 0;
    }
    assertThat(flips).isBetween(12, 38);
  }

  @Test
  void evaluationSeesNoAugmentation() {
    PreparedData data = prepare(cifar10().augmentation(EnumSet.allOf(Augmentation.class)));
    float[] before = all(data.train());
    examples(data, 1);
    assertThat(all(data.train())).isEqualTo(before).isEqualTo(all(prepare(cifar10()).train()));
  }

  @Test
  void augmentedExamplesKeepTheirCorruptedLabels() {
    PreparedData data =
        prepare(cifar10().labelCorruption(1).augmentation(Set.of(Augmentation.RANDOM_FLIP)));
    assertThat(labels(examples(data, 4))).isEqualTo(labels(data.train()));
  }

  private static Examples examples(PreparedData data, int epoch) {
    return data.training().window(epoch, 0).examples();
  }

  private PreparedData prepare(SampleRecipe recipe) {
    return recipe.prepare(directory);
  }
}
