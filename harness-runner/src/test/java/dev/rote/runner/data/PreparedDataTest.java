package dev.rote.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Examples;
import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;
import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
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
  private static final Preprocessing RAW = new Preprocessing(false, OptionalInt.empty(), false);
  private static final Preprocessing CROPPED = new Preprocessing(false, OptionalInt.of(28), false);
  private static final Preprocessing PAPER = new Preprocessing(true, OptionalInt.of(28), true);
  private static final int PIXELS = 28 * 28;
  private static final int VALUES = 3 * PIXELS;

  @TempDir Path directory;

  @BeforeEach
  void writeCifar10() {
    SampleFiles.cifar10Directory(directory, 8, 12);
  }

  @Test
  void withoutPreprocessingPixelsAreHandedOnAsTheyAre() {
    float[] image = image(prepare(recipe().preprocessing(RAW)).train(), 3);
    assertThat(image).isEqualTo(floats(SampleFiles.pixels(1, 3, 3072)));
  }

  @Test
  void scalingDividesBy255() {
    var scaling = new Preprocessing(true, OptionalInt.empty(), false);
    float[] image = image(prepare(recipe().preprocessing(scaling)).train(), 0);
    byte[] stored = SampleFiles.pixels(1, 0, 3072);
    for (int i = 0; i < image.length; i++) {
      assertThat(image[i]).isEqualTo((float) (Byte.toUnsignedInt(stored[i]) / 255.0));
    }
  }

  @ParameterizedTest
  @CsvSource({"28, 2", "27, 2", "31, 0", "32, 0", "1, 15"})
  void croppingKeepsTheCentre(int crop, int margin) {
    var cropping = new Preprocessing(false, OptionalInt.of(crop), false);
    PreparedData data = prepare(recipe().preprocessing(cropping));
    assertThat(data.shape()).isEqualTo(Shape.of(3, crop, crop));
    assertThat(image(data.train(), 5))
        .isEqualTo(window(SampleFiles.pixels(1, 5, 3072), crop, margin, margin, false));
  }

  @Test
  void whiteningGivesEveryImageMeanZeroAndDeviationOne() {
    Examples train = prepare(recipe().preprocessing(PAPER)).train();
    for (int i = 0; i < train.count(); i++) {
      assertThat(mean(image(train, i))).isCloseTo(0, within(1e-6));
      assertThat(deviation(image(train, i))).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void whiteningIsTheDocumentedFormula() {
    float[] image = image(prepare(recipe().preprocessing(PAPER)).train(), 2);
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
    byte[] record = new byte[Cifar10.RECORD];
    Arrays.fill(record, 1, record.length, (byte) 100);
    record[1 + 16 * 32 + 16] = 101;
    SampleFiles.write(directory.resolve("cifar-10-batches-bin/data_batch_1.bin"), record);
    float[] image = image(prepare(recipe().train(1).preprocessing(PAPER)).train(), 0);
    double step = 1 / 255.0;
    assertThat(image[0]).isCloseTo((float) (-step / VALUES * Math.sqrt(VALUES)), within(1e-7f));
    assertThat(image[14 * 28 + 14])
        .isCloseTo((float) ((step - step / VALUES) * Math.sqrt(VALUES)), within(1e-7f));
  }

  @Test
  void labelsAreTheTrueOnesWithoutCorruption() {
    PreparedData data = prepare(recipe());
    assertThat(labels(data.train())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2);
    assertThat(labels(data.test())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  /** The expected labels come from a separate implementation in Python. */
  @ParameterizedTest
  @CsvSource({
    "0, 6 7 7 4 5 7 7 2 9 4 4 2 8 3 1 4 1 4 6 1",
    "0.5, 6 7 3 8 8 9 7 2 9 4 4 2 8 3 1 0 7 4 6 1",
    "1, 0 0 3 8 8 9 7 3 2 3 9 2 5 9 0 0 7 7 8 2",
  })
  void corruptedLabelsAreTheDocumentedOnes(double corruption, String expected) {
    PreparedData data = prepare(shapes().train(20).labelCorruption(corruption).seed(7));
    assertThat(labels(data.train()))
        .containsExactly(Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1})
  void nineTenthsOfTheReplacedLabelsChange(double corruption) {
    int n = 5000;
    int[] truth = labels(prepare(shapes().train(n)).train());
    int[] corrupted = labels(prepare(shapes().train(n).labelCorruption(corruption)).train());
    long changed = IntStream.range(0, n).filter(i -> truth[i] != corrupted[i]).count();
    assertThat(changed / (double) n).isCloseTo(0.9 * corruption, within(0.02));
  }

  @Test
  void whatIsCorruptedAtALowLevelIsCorruptedInTheSameWayAtAHigherOne() {
    int[] truth = labels(prepare(shapes().train(500)).train());
    int[] low = labels(prepare(shapes().train(500).labelCorruption(0.3)).train());
    int[] high = labels(prepare(shapes().train(500).labelCorruption(0.6)).train());
    for (int i = 0; i < truth.length; i++) {
      assertThat(low[i]).isIn(truth[i], high[i]);
    }
  }

  @Test
  void testLabelsAreNeverCorrupted() {
    int[] truth = labels(prepare(shapes()).test());
    assertThat(labels(prepare(shapes().labelCorruption(1)).test())).isEqualTo(truth);
  }

  @Test
  void shuffledPixelsAreOnePermutationForAllImagesOfBothSetsAndAllChannels() {
    PreparedData plain = prepare(recipe());
    PreparedData shuffled = prepare(recipe().inputCorruption(InputCorruption.SHUFFLED_PIXELS));
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
    PreparedData plain = prepare(recipe());
    PreparedData random = prepare(recipe().inputCorruption(InputCorruption.RANDOM_PIXELS));
    for (int i = 0; i < 8; i++) {
      int[] ofTrain = RandomStream.of(1, "pixels", 0, i).permutation(PIXELS);
      int[] ofTest = RandomStream.of(1, "pixels", 1, i).permutation(PIXELS);
      assertThat(image(random.train(), i)).isEqualTo(permuted(image(plain.train(), i), ofTrain));
      assertThat(image(random.test(), i)).isEqualTo(permuted(image(plain.test(), i), ofTest));
    }
  }

  @Test
  void noiseHasTheMeanAndVarianceOfTheTrainingImages() {
    PreparedData noise = prepare(recipe().inputCorruption(InputCorruption.GAUSSIAN));
    float[] pixels = all(prepare(recipe()).train());
    assertThat(mean(all(noise.train()))).isCloseTo(mean(pixels), within(2.0));
    assertThat(mean(all(noise.test()))).isCloseTo(mean(pixels), within(2.0));
    assertThat(deviation(all(noise.train()))).isCloseTo(deviation(pixels), within(2.0));
  }

  @Test
  void noiseIsDrawnFromAStreamForEachImage() {
    PreparedData noise = prepare(recipe().inputCorruption(InputCorruption.GAUSSIAN));
    float[] pixels = all(prepare(recipe()).train());
    RandomStream stream = RandomStream.of(1, "noise", 1, 4);
    for (float value : image(noise.test(), 4)) {
      assertThat((double) value)
          .isCloseTo(mean(pixels) + deviation(pixels) * stream.nextNormal(), within(1e-3));
    }
  }

  @Test
  void noiseKeepsTheLabels() {
    PreparedData noise = prepare(recipe().inputCorruption(InputCorruption.GAUSSIAN));
    assertThat(labels(noise.train())).startsWith(1, 2, 3);
    assertThat(labels(noise.test())).startsWith(0, 1, 2);
  }

  @Test
  void corruptedImagesAreWhitened() {
    for (InputCorruption corruption : InputCorruption.values()) {
      Examples test = prepare(recipe().preprocessing(PAPER).inputCorruption(corruption)).test();
      assertThat(mean(image(test, 7))).isCloseTo(0, within(1e-6));
      assertThat(deviation(image(test, 7))).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void anAugmentedEpochCropsAndFlipsAtRandom() {
    PreparedData data = prepare(recipe().augmentation(EnumSet.allOf(Augmentation.class)));
    assertThat(data.augmented()).isTrue();
    for (int epoch = 0; epoch < 3; epoch++) {
      Examples augmented = data.augmented(epoch);
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
    PreparedData data = prepare(recipe().augmentation(Set.of(Augmentation.RANDOM_FLIP)));
    int flips = 0;
    for (int epoch = 0; epoch < 50; epoch++) {
      float[] image = image(data.augmented(epoch), 0);
      float[] flipped = window(SampleFiles.pixels(1, 0, 3072), 28, 2, 2, true);
      assertThat(image).isIn(flipped, window(SampleFiles.pixels(1, 0, 3072), 28, 2, 2, false));
      flips += Arrays.equals(image, flipped) ? 1 : 0;
    }
    assertThat(flips).isBetween(12, 38);
  }

  @Test
  void evaluationSeesNoAugmentation() {
    PreparedData data = prepare(recipe().augmentation(EnumSet.allOf(Augmentation.class)));
    float[] before = all(data.train());
    data.augmented(1);
    assertThat(all(data.train())).isEqualTo(before).isEqualTo(all(prepare(recipe()).train()));
  }

  @Test
  void augmentedExamplesKeepTheirCorruptedLabels() {
    PreparedData data =
        prepare(recipe().labelCorruption(1).augmentation(Set.of(Augmentation.RANDOM_FLIP)));
    assertThat(labels(data.augmented(4))).isEqualTo(labels(data.train()));
  }

  @Test
  void askingForAugmentedEpochsOfARecipeWithoutAnyIsAnError() {
    PreparedData data = prepare(recipe());
    assertThat(data.augmented()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> data.augmented(0));
  }

  @ParameterizedTest
  @EnumSource(InputCorruption.class)
  void anotherSeedChangesTheCorruptionsOnly(InputCorruption corruption) {
    float[] one = all(prepare(shapes().inputCorruption(corruption)).train());
    float[] other = all(prepare(shapes().inputCorruption(corruption).seed(2)).train());
    assertThat(Arrays.equals(one, other)).isEqualTo(corruption == InputCorruption.NONE);
  }

  @ParameterizedTest
  @EnumSource(InputCorruption.class)
  void theNumberOfThreadsChangesNothing(InputCorruption corruption) {
    Recipe recipe = recipe().preprocessing(PAPER).labelCorruption(0.5).inputCorruption(corruption);
    float[] expected = all(prepare(recipe).train());
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      assertThat(one.submit(() -> all(prepare(recipe).train())).join()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 12})
  void buffersAreDirectNativeAndAligned(int count) {
    PreparedData data =
        prepare(recipe().train(count).test(3).augmentation(Set.of(Augmentation.RANDOM_FLIP)));
    for (Examples examples : List.of(data.train(), data.test(), data.augmented(0))) {
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
    Recipe recipe = recipe().labelCorruption(1).inputCorruption(InputCorruption.RANDOM_PIXELS);
    Examples few = prepare(recipe.train(3)).train();
    Examples many = prepare(recipe.train(12)).train();
    assertThat(labels(few)).isEqualTo(Arrays.copyOf(labels(many), 3));
    assertThat(all(few)).isEqualTo(Arrays.copyOf(all(many), all(few).length));
  }

  @Test
  void anExperimentMayDoWithoutTestImages() {
    assertThat(prepare(recipe().test(0)).test().count()).isZero();
  }

  static Stream<Arguments> impossibleRecipes() {
    return Stream.of(
        Arguments.of(
            recipe().preprocessing(new Preprocessing(true, OptionalInt.of(33), true)),
            "a crop of 33 does not fit into the images of cifar10, which are [3, 32, 32]: allowed is"
                + " 1 to 32"),
        Arguments.of(
            recipe().preprocessing(new Preprocessing(true, OptionalInt.of(0), true)),
            "a crop of 0 does not fit into the images of cifar10, which are [3, 32, 32]: allowed is"
                + " 1 to 32"),
        Arguments.of(
            shapes().augmentation(Set.of(Augmentation.RANDOM_CROP)),
            "the augmentation random-crop needs a crop smaller than the images of shapes, which are"
                + " [3, 28, 28]"),
        Arguments.of(
            recipe()
                .augmentation(Set.of(Augmentation.RANDOM_FLIP))
                .inputCorruption(InputCorruption.GAUSSIAN),
            "inputs gaussian cannot be augmented, because the noise replaces what was augmented:"
                + " leave one of the two out"));
  }

  @ParameterizedTest
  @MethodSource("impossibleRecipes")
  void anImpossibleRecipeIsRefused(Recipe recipe, String message) {
    assertThatThrownBy(() -> prepare(recipe)).isInstanceOf(DataException.class).hasMessage(message);
  }

  @Test
  void aRecipeChecksItsNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recipe().train(0).build())
        .withMessage("train is 0, allowed is 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recipe().test(-1).build())
        .withMessage("test is -1, allowed is 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recipe().labelCorruption(Double.NaN).build())
        .withMessage("labelCorruption is NaN, allowed is 0 to 1");
  }

  @Test
  void realImagesAreWhitenedAllOfThem() {
    DataLocations real = RealData.locations(DataSet.CIFAR10);
    PreparedData data =
        PreparedData.prepare(recipe().train(3000).test(100).preprocessing(PAPER).build(), real);
    for (int i = 0; i < 3000; i += 100) {
      assertThat(mean(image(data.train(), i))).isCloseTo(0, within(1e-6));
      assertThat(deviation(image(data.train(), i))).isCloseTo(1, within(1e-6));
    }
  }

  private PreparedData prepare(Recipe recipe) {
    return PreparedData.prepare(recipe.build(), new DataLocations(List.of(directory)));
  }

  private static Recipe recipe() {
    return new Recipe(DataSet.CIFAR10, 12, 8, CROPPED, 0, InputCorruption.NONE, Set.of(), 1);
  }

  private static Recipe shapes() {
    return new Recipe(DataSet.SHAPES, 30, 20, RAW, 0, InputCorruption.NONE, Set.of(), 1);
  }

  /** A recipe of which a test changes only what it is about. */
  private record Recipe(
      DataSet set,
      int train,
      int test,
      Preprocessing preprocessing,
      double labelCorruption,
      InputCorruption inputCorruption,
      Set<Augmentation> augmentation,
      long seed) {
    Recipe train(int count) {
      return new Recipe(
          set, count, test, preprocessing, labelCorruption, inputCorruption, augmentation, seed);
    }

    Recipe test(int count) {
      return new Recipe(
          set, train, count, preprocessing, labelCorruption, inputCorruption, augmentation, seed);
    }

    Recipe preprocessing(Preprocessing changed) {
      return new Recipe(
          set, train, test, changed, labelCorruption, inputCorruption, augmentation, seed);
    }

    Recipe labelCorruption(double changed) {
      return new Recipe(
          set, train, test, preprocessing, changed, inputCorruption, augmentation, seed);
    }

    Recipe inputCorruption(InputCorruption changed) {
      return new Recipe(
          set, train, test, preprocessing, labelCorruption, changed, augmentation, seed);
    }

    Recipe augmentation(Set<Augmentation> changed) {
      return new Recipe(
          set, train, test, preprocessing, labelCorruption, inputCorruption, changed, seed);
    }

    Recipe seed(long changed) {
      return new Recipe(
          set, train, test, preprocessing, labelCorruption, inputCorruption, augmentation, changed);
    }

    DataRecipe build() {
      return new DataRecipe(
          set, train, test, preprocessing, labelCorruption, inputCorruption, augmentation, seed);
    }
  }

  private static float[] window(byte[] stored, int crop, int top, int left, boolean flipped) {
    float[] window = new float[3 * crop * crop];
    for (int i = 0; i < window.length; i++) {
      int x = i % crop;
      int y = i / crop % crop;
      int channel = i / (crop * crop);
      int column = left + (flipped ? crop - 1 - x : x);
      window[i] = Byte.toUnsignedInt(stored[(channel * 32 + top + y) * 32 + column]);
    }
    return window;
  }

  private static float[] permuted(float[] image, int[] permutation) {
    float[] result = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      result[i] = image[i / PIXELS * PIXELS + permutation[i % PIXELS]];
    }
    return result;
  }

  private static float[] floats(byte[] stored) {
    float[] result = new float[stored.length];
    for (int i = 0; i < stored.length; i++) {
      result[i] = Byte.toUnsignedInt(stored[i]);
    }
    return result;
  }

  private static float[] image(Examples examples, int index) {
    float[] image = new float[examples.images().shape().size()];
    examples.images().values().get(index * image.length, image);
    return image;
  }

  private static float[] all(Examples examples) {
    float[] values = new float[examples.images().values().capacity()];
    examples.images().values().get(0, values);
    return values;
  }

  private static int[] labels(Examples examples) {
    int[] labels = new int[examples.count()];
    examples.labels().get(0, labels);
    return labels;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }
}
