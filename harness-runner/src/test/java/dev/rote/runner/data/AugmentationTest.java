package dev.rote.runner.data;

import static dev.rote.runner.data.ExampleValues.all;
import static dev.rote.runner.data.ExampleValues.image;
import static dev.rote.runner.data.ExampleValues.labels;
import static dev.rote.runner.data.ExampleValues.mean;
import static dev.rote.runner.data.ExampleValues.permuted;
import static dev.rote.runner.data.ExampleValues.window;
import static dev.rote.runner.data.SampleRecipe.cifar10;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Examples;
import dev.rote.api.Shape;
import dev.rote.runner.data.set.SampleFiles;
import dev.rote.runner.random.RandomStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentationTest {
  private static final Augmentation CROP_AND_FLIP = Augmentation.NONE.withCrop(0).withFlip();
  private static final Preprocessing SCALED = new Preprocessing(true, OptionalInt.of(28), false);

  @TempDir Path directory;

  @BeforeEach
  void writeCifar10() {
    SampleFiles.cifar10Directory(directory, 8, 12);
  }

  @Test
  void anAugmentedEpochCropsAndFlipsAtRandom() {
    PreparedData data = prepare(cifar10().augmentation(CROP_AND_FLIP));
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
    PreparedData data = prepare(cifar10().augmentation(Augmentation.NONE.withFlip()));
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
  void aCropWithPaddingMayBeTheWholeHeightAndIsBlackAtItsBorder() {
    PreparedData data =
        prepare(
            cifar10()
                .preprocessing(SampleRecipe.UNTOUCHED)
                .augmentation(Augmentation.NONE.withCrop(4).withFlip()));
    for (int epoch = 0; epoch < 3; epoch++) {
      Examples augmented = examples(data, epoch);
      for (int i = 0; i < 12; i++) {
        RandomStream stream = RandomStream.of(1, "augmentation", epoch, i);
        int top = stream.nextInt(9) - 4;
        int left = stream.nextInt(9) - 4;
        boolean flipped = stream.nextInt(2) == 1;
        assertThat(image(augmented, i))
            .isEqualTo(window(SampleFiles.pixels(1, i, 3072), 32, top, left, flipped));
      }
    }
  }

  @Test
  void theLargestPaddingLeavesARowAndAColumn() {
    PreparedData data =
        prepare(
            cifar10()
                .preprocessing(SampleRecipe.UNTOUCHED)
                .augmentation(Augmentation.NONE.withCrop(31)));
    RandomStream stream = RandomStream.of(1, "augmentation", 2, 5);
    int top = stream.nextInt(63) - 31;
    int left = stream.nextInt(63) - 31;
    assertThat(image(examples(data, 2), 5))
        .isEqualTo(window(SampleFiles.pixels(1, 5, 3072), 32, top, left, false));
  }

  /** What came later draws later: a crop and a flip are the same beside it. */
  @Test
  void whatIsDrawnLaterLeavesCropAndFlipAsTheyAre() {
    PreparedData plain = prepare(cifar10().augmentation(CROP_AND_FLIP));
    PreparedData more =
        prepare(cifar10().augmentation(CROP_AND_FLIP.withRotation(1e-300).withBrightness(1e-300)));
    assertThat(all(examples(more, 1))).isEqualTo(all(examples(plain, 1)));
  }

  @Test
  void brightnessIsAShareOfTheFullRangeScaledOrNot() {
    Augmentation brighter = Augmentation.NONE.withBrightness(0.5);
    Examples bytes = examples(prepare(cifar10().augmentation(brighter)), 1);
    Examples scaled = examples(prepare(cifar10().preprocessing(SCALED).augmentation(brighter)), 1);
    for (int i = 0; i < 12; i++) {
      float[] stored = window(SampleFiles.pixels(1, i, 3072), 28, 2, 2, false);
      double shift = (2 * uniform(1, i, 1) - 1) * 0.5 * 255;
      for (int k = 0; k < stored.length; k++) {
        double expected = Math.clamp(stored[k] + shift, 0, 255);
        assertThat(image(bytes, i)[k]).isEqualTo((float) expected);
        assertThat(image(scaled, i)[k]).isCloseTo((float) (expected / 255), within(1e-7f));
      }
    }
  }

  @Test
  void contrastStretchesEveryChannelAboutItsMean() {
    Examples examples =
        examples(prepare(cifar10().augmentation(Augmentation.NONE.withContrast(0.5))), 1);
    for (int i = 0; i < 12; i++) {
      float[] stored = window(SampleFiles.pixels(1, i, 3072), 28, 2, 2, false);
      double factor = 1 + (2 * uniform(1, i, 2) - 1) * 0.5;
      for (int channel = 0; channel < 3; channel++) {
        double mean = mean(Arrays.copyOfRange(stored, channel * 784, (channel + 1) * 784));
        for (int k = channel * 784; k < (channel + 1) * 784; k++) {
          assertThat(image(examples, i)[k])
              .isCloseTo(
                  (float) Math.clamp(mean + (stored[k] - mean) * factor, 0, 255), within(1e-4f));
        }
      }
    }
  }

  @Test
  void everyImageOfAnEpochIsTurnedByAnAngleOfItsOwn() {
    Examples examples =
        examples(prepare(cifar10().augmentation(Augmentation.NONE.withRotation(180))), 1);
    for (int i = 0; i < 12; i++) {
      float[] stored = window(SampleFiles.pixels(1, i, 3072), 28, 2, 2, false);
      double[] turned = new double[stored.length];
      Arrays.setAll(turned, k -> stored[k]);
      new Rotation(Shape.of(3, 28, 28))
          .apply((2 * uniform(1, i, 0) - 1) * 180, turned, new double[turned.length]);
      for (int k = 0; k < turned.length; k++) {
        assertThat(image(examples, i)[k]).isEqualTo((float) turned[k]);
      }
    }
  }

  /** The uniform number for rotation (0), brightness (1) or contrast (2) of a crop of 28. */
  private static double uniform(int epoch, int image, int index) {
    RandomStream stream = RandomStream.of(1, "augmentation", epoch, image);
    stream.nextInt(5);
    stream.nextInt(5);
    stream.nextInt(2);
    for (int i = 0; i < index; i++) {
      stream.nextDouble();
    }
    return stream.nextDouble();
  }

  @Test
  void pixelsAreShuffledAfterAnImageWasAugmented() {
    SampleRecipe recipe = cifar10().augmentation(Augmentation.NONE.withCrop(4).withRotation(90));
    Examples augmented = examples(prepare(recipe), 2);
    Examples shuffled =
        examples(prepare(recipe.inputCorruption(InputCorruption.SHUFFLED_PIXELS)), 2);
    int[] permutation = RandomStream.of(1, "pixels").permutation(784);
    for (int i = 0; i < 12; i++) {
      assertThat(image(shuffled, i)).isEqualTo(permuted(image(augmented, i), permutation));
    }
  }

  @Test
  void anAugmentationChecksItsNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.withCrop(-1))
        .withMessage("crop is -1, allowed is 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.withRotation(180.5))
        .withMessage("rotation is 180.5, allowed is 0 to 180");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.withBrightness(Double.NaN))
        .withMessage("brightness is NaN, allowed is 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.NONE.withContrast(-0.1))
        .withMessage("contrast is -0.1, allowed is 0 to 1");
  }

  @Test
  void evaluationSeesNoAugmentation() {
    PreparedData data = prepare(cifar10().augmentation(CROP_AND_FLIP));
    float[] before = all(data.train());
    examples(data, 1);
    assertThat(all(data.train())).isEqualTo(before).isEqualTo(all(prepare(cifar10()).train()));
  }

  @Test
  void augmentedExamplesKeepTheirCorruptedLabels() {
    PreparedData data =
        prepare(cifar10().labelCorruption(1).augmentation(Augmentation.NONE.withFlip()));
    assertThat(labels(examples(data, 4))).isEqualTo(labels(data.train()));
  }

  private static Examples examples(PreparedData data, int epoch) {
    return data.training().window(epoch, 0).examples();
  }

  private PreparedData prepare(SampleRecipe recipe) {
    return recipe.prepare(directory);
  }
}
