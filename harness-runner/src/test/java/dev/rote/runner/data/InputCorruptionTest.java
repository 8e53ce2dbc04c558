package dev.rote.runner.data;

import static dev.rote.runner.data.ExampleValues.all;
import static dev.rote.runner.data.ExampleValues.deviation;
import static dev.rote.runner.data.ExampleValues.image;
import static dev.rote.runner.data.ExampleValues.labels;
import static dev.rote.runner.data.ExampleValues.mean;
import static dev.rote.runner.data.ExampleValues.permuted;
import static dev.rote.runner.data.SampleRecipe.cifar10;
import static dev.rote.runner.data.SampleRecipe.shapes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Examples;
import dev.rote.runner.data.set.SampleFiles;
import dev.rote.runner.random.RandomStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputCorruptionTest {
  private static final int PIXELS = 28 * 28;

  @TempDir Path directory;

  @BeforeEach
  void writeCifar10() {
    SampleFiles.cifar10Directory(directory, 8, 12);
  }

  @Test
  void shuffledPixelsAreOnePermutationForAllImagesOfBothSetsAndAllChannels() {
    PreparedData plain = prepare(cifar10());
    PreparedData shuffled = prepare(cifar10().inputCorruption(InputCorruption.SHUFFLED_PIXELS));
    int[] permutation = RandomStream.of(1, "pixels").permutation(PIXELS);
    for (int i = 0; i < 8; i++) {
      assertThat(image(shuffled.train(), i))
          .isEqualTo(permuted(image(plain.train(), i), permutation));
      assertThat(image(shuffled.test(), i))
          .isEqualTo(permuted(image(plain.test(), i), permutation));
    }
  }

  @Test
  void randomPixelsAreAPermutationForEachImage() {
    PreparedData plain = prepare(cifar10());
    PreparedData random = prepare(cifar10().inputCorruption(InputCorruption.RANDOM_PIXELS));
    for (int i = 0; i < 8; i++) {
      int[] ofTrain = RandomStream.of(1, "pixels", 0, i).permutation(PIXELS);
      int[] ofTest = RandomStream.of(1, "pixels", 1, i).permutation(PIXELS);
      assertThat(image(random.train(), i)).isEqualTo(permuted(image(plain.train(), i), ofTrain));
      assertThat(image(random.test(), i)).isEqualTo(permuted(image(plain.test(), i), ofTest));
    }
  }

  @Test
  void noiseHasTheMeanAndVarianceOfTheTrainingImages() {
    PreparedData noise = prepare(cifar10().inputCorruption(InputCorruption.GAUSSIAN));
    float[] pixels = all(prepare(cifar10()).train());
    assertThat(mean(all(noise.train()))).isCloseTo(mean(pixels), within(2.0));
    assertThat(mean(all(noise.test()))).isCloseTo(mean(pixels), within(2.0));
    assertThat(deviation(all(noise.train()))).isCloseTo(deviation(pixels), within(2.0));
  }

  @Test
  void noiseIsDrawnFromAStreamForEachImage() {
    PreparedData noise = prepare(cifar10().inputCorruption(InputCorruption.GAUSSIAN));
    float[] pixels = all(prepare(cifar10()).train());
    RandomStream stream = RandomStream.of(1, "noise", 1, 4);
    for (float value : image(noise.test(), 4)) {
      assertThat((double) value)
          .isCloseTo(mean(pixels) + deviation(pixels) * stream.nextNormal(), within(1e-3));
    }
  }

  @Test
  void noiseKeepsTheLabels() {
    PreparedData noise = prepare(cifar10().inputCorruption(InputCorruption.GAUSSIAN));
    assertThat(labels(noise.train())).startsWith(1, 2, 3);
    assertThat(labels(noise.test())).startsWith(0, 1, 2);
  }

  @Test
  void corruptedImagesAreWhitened() {
    for (InputCorruption corruption : InputCorruption.values()) {
      Examples test =
          prepare(cifar10().preprocessing(SampleRecipe.AS_IN_THE_PAPER).inputCorruption(corruption))
              .test();
      assertThat(mean(image(test, 7))).isCloseTo(0, within(1e-6));
      assertThat(deviation(image(test, 7))).isCloseTo(1, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(InputCorruption.class)
  void anotherSeedChangesTheCorruptionsOnly(InputCorruption corruption) {
    float[] one = all(prepare(shapes().inputCorruption(corruption)).train());
    float[] other = all(prepare(shapes().inputCorruption(corruption).seed(2)).train());
    assertThat(Arrays.equals(one, other)).isEqualTo(corruption == InputCorruption.NONE);
  }

  private PreparedData prepare(SampleRecipe recipe) {
    return recipe.prepare(directory);
  }
}
