package dev.rote.runner.data;

import static dev.rote.runner.data.ExampleValues.all;
import static dev.rote.runner.data.ExampleValues.deviation;
import static dev.rote.runner.data.ExampleValues.floats;
import static dev.rote.runner.data.ExampleValues.image;
import static dev.rote.runner.data.ExampleValues.labels;
import static dev.rote.runner.data.ExampleValues.mean;
import static dev.rote.runner.data.ExampleValues.window;
import static dev.rote.runner.data.SampleRecipe.cifar10;
import static dev.rote.runner.data.SampleRecipe.shapes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Examples;
import dev.rote.api.Shape;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.RealData;
import dev.rote.runner.data.set.SampleFiles;
import dev.rote.runner.fixture.KnownSets;
import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedDataTest {
  private static final int VALUES = 3 * 28 * 28;
  private static final Augmentation EVERYTHING =
      Augmentation.NONE
          .withCrop(4)
          .withFlip()
          .withRotation(25)
          .withBrightness(0.25)
          .withContrast(0.2);

  @TempDir Path directory;

  @BeforeEach
  void writeCifar10() {
    SampleFiles.cifar10Directory(directory, 8, 12);
  }

  @Test
  void withoutPreprocessingPixelsAreHandedOnAsTheyAre() {
    float[] image = image(prepare(cifar10().preprocessing(SampleRecipe.UNTOUCHED)).train(), 3);
    assertThat(image).isEqualTo(floats(SampleFiles.pixels(1, 3, 3072)));
  }

  @Test
  void scalingDividesBy255() {
    var scaling = new Preprocessing(true, OptionalInt.empty(), false);
    float[] image = image(prepare(cifar10().preprocessing(scaling)).train(), 0);
    byte[] stored = SampleFiles.pixels(1, 0, 3072);
    for (int i = 0; i < image.length; i++) {
      assertThat(image[i]).isEqualTo((float) (Byte.toUnsignedInt(stored[i]) / 255.0));
    }
  }

  @ParameterizedTest
  @CsvSource({"28, 2", "27, 2", "31, 0", "32, 0", "1, 15"})
  void croppingKeepsTheCentre(int crop, int margin) {
    var cropping = new Preprocessing(false, OptionalInt.of(crop), false);
    PreparedData data = prepare(cifar10().preprocessing(cropping));
    assertThat(data.shape()).isEqualTo(Shape.of(3, crop, crop));
    assertThat(image(data.train(), 5))
        .isEqualTo(window(SampleFiles.pixels(1, 5, 3072), crop, margin, margin, false));
  }

  @Test
  void whiteningGivesEveryImageMeanZeroAndDeviationOne() {
    Examples train = prepare(cifar10().preprocessing(SampleRecipe.AS_IN_THE_PAPER)).train();
    for (int i = 0; i < train.count(); i++) {
      assertThat(mean(image(train, i))).isCloseTo(0, within(1e-6));
      assertThat(deviation(image(train, i))).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void whiteningIsTheDocumentedFormula() {
    float[] image =
        image(prepare(cifar10().preprocessing(SampleRecipe.AS_IN_THE_PAPER)).train(), 2);
    float[] cropped = window(SampleFiles.pixels(1, 2, 3072), 28, 2, 2, false);
    double mean = mean(cropped) / 255;
    double deviation = deviation(cropped) / 255;
    for (int i = 0; i < VALUES; i++) {
      assertThat(image[i])
          .isCloseTo((float) ((cropped[i] / 255 - mean) / deviation), within(1e-5f));
    }
  }

  @Test
  void whiteningDividesAFlatImageByNoLessThanOneOverTheRootOfItsValues() {
    byte[] record = new byte[3073];
    Arrays.fill(record, 1, record.length, (byte) 100);
    record[1 + 16 * 32 + 16] = 101;
    SampleFiles.write(directory.resolve("cifar-10-batches-bin/data_batch_1.bin"), record);
    float[] image =
        image(prepare(cifar10().train(1).preprocessing(SampleRecipe.AS_IN_THE_PAPER)).train(), 0);
    double step = 1 / 255.0;
    assertThat(image[0]).isCloseTo((float) (-step / VALUES * Math.sqrt(VALUES)), within(1e-7f));
    assertThat(image[14 * 28 + 14])
        .isCloseTo((float) ((step - step / VALUES) * Math.sqrt(VALUES)), within(1e-7f));
  }

  /** The expected labels come from a separate implementation in Python. */
  @ParameterizedTest
  @EnumSource(InputCorruption.class)
  void theNumberOfThreadsChangesNothing(InputCorruption corruption) {
    SampleRecipe recipe =
        cifar10()
            .preprocessing(SampleRecipe.AS_IN_THE_PAPER)
            .labelCorruption(0.5)
            .inputCorruption(corruption);
    float[] expected = all(prepare(recipe).train());
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      assertThat(one.submit(() -> all(prepare(recipe).train())).join()).isEqualTo(expected);
    }
  }

  @Test
  void theNumberOfThreadsChangesNoAugmentedEpoch() {
    PreparedData data =
        prepare(
            shapes()
                .train(500)
                .preprocessing(new Preprocessing(true, OptionalInt.empty(), true))
                .augmentation(EVERYTHING));
    float[] expected = all(data.training().window(3, 0).examples());
    assertThat(all(data.training().window(4, 0).examples())).isNotEqualTo(expected);
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      assertThat(one.submit(() -> all(data.training().window(3, 0).examples())).join())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 12})
  void buffersAreDirectNativeAndAligned(int count) {
    PreparedData data =
        prepare(cifar10().train(count).test(3).augmentation(Augmentation.NONE.withFlip()));
    for (Examples examples :
        List.of(data.train(), data.test(), data.training().window(0, 0).examples())) {
      for (Buffer buffer : new Buffer[] {examples.images().values(), examples.labels()}) {
        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.isReadOnly()).isTrue();
      }
      assertThat(examples.images().values().order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(examples.labels().order()).isEqualTo(ByteOrder.nativeOrder());
    }
  }

  @Test
  void fewerImagesAreTheFirstOfMore() {
    SampleRecipe recipe =
        cifar10().labelCorruption(1).inputCorruption(InputCorruption.RANDOM_PIXELS);
    Examples few = prepare(recipe.train(3)).train();
    Examples many = prepare(recipe.train(12)).train();
    assertThat(labels(few)).isEqualTo(Arrays.copyOf(labels(many), 3));
    assertThat(all(few)).isEqualTo(Arrays.copyOf(all(many), all(few).length));
  }

  @Test
  void anExperimentMayDoWithoutTestImages() {
    assertThat(prepare(cifar10().test(0)).test().count()).isZero();
  }

  static Stream<Arguments> impossibleRecipes() {
    return Stream.of(
        Arguments.of(
            cifar10().preprocessing(new Preprocessing(true, OptionalInt.of(33), true)),
            "a crop of 33 does not fit into the images of cifar10, which are [3, 32, 32]: allowed is"
                + " 1 to 32"),
        Arguments.of(
            cifar10().preprocessing(new Preprocessing(true, OptionalInt.of(0), true)),
            "a crop of 0 does not fit into the images of cifar10, which are [3, 32, 32]: allowed is"
                + " 1 to 32"),
        Arguments.of(
            shapes().augmentation(Augmentation.NONE.withCrop(0)),
            "the augmentation random-crop needs a padding, or a crop smaller than the images of"
                + " shapes, which are [3, 28, 28]"),
        Arguments.of(
            shapes().augmentation(Augmentation.NONE.withCrop(28)),
            "the augmentation random-crop has a padding of 28, allowed is 27 at most, one less than"
                + " the height of the images of shapes"),
        Arguments.of(
            cifar10()
                .augmentation(Augmentation.NONE.withFlip())
                .inputCorruption(InputCorruption.GAUSSIAN),
            "inputs gaussian cannot be augmented, because the noise replaces what was augmented:"
                + " leave one of the two out"));
  }

  @ParameterizedTest
  @MethodSource("impossibleRecipes")
  void anImpossibleRecipeIsRefused(SampleRecipe recipe, String message) {
    assertThatThrownBy(() -> prepare(recipe)).isInstanceOf(DataException.class).hasMessage(message);
  }

  @Test
  void aRecipeChecksItsNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cifar10().train(0).build())
        .withMessage("train is 0, allowed is 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cifar10().test(-1).build())
        .withMessage("test is -1, allowed is 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cifar10().labelCorruption(Double.NaN).build())
        .withMessage("labelCorruption is NaN, allowed is 0 to 1");
  }

  @Test
  void realImagesAreWhitenedAllOfThem() {
    DataLocations real = RealData.locations(KnownSets.CIFAR10);
    PreparedData data =
        PreparedData.prepare(
            cifar10().train(3000).test(100).preprocessing(SampleRecipe.AS_IN_THE_PAPER).build(),
            real);
    for (int i = 0; i < 3000; i += 100) {
      assertThat(mean(image(data.train(), i))).isCloseTo(0, within(1e-6));
      assertThat(deviation(image(data.train(), i))).isCloseTo(1, within(1e-6));
    }
  }

  private PreparedData prepare(SampleRecipe recipe) {
    return recipe.prepare(directory);
  }
}
