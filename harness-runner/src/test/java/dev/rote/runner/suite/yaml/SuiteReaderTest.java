package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Loss;
import dev.rote.api.Shape;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.data.Preprocessing;
import dev.rote.runner.fixture.KnownSets;
import dev.rote.runner.suite.DataSpec;
import dev.rote.runner.suite.ExperimentSpec;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.ModelSpec;
import dev.rote.runner.suite.Optimizer;
import dev.rote.runner.suite.Start;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.Sweep;
import dev.rote.runner.suite.Thresholds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteReaderTest {
  private static final List<Layer> LINEAR = List.of(new Layer.Flatten(), new Layer.Dense(10, true));

  @Test
  void fillsInDefaults() {
    assertThat(BadSuites.read(BadSuites.VALID))
        .isEqualTo(
            new Suite(
                "tiny",
                "",
                new DataSpec(KnownSets.SHAPES, 2000, 1000),
                new Preprocessing(true, OptionalInt.empty(), true),
                List.of(
                    new ModelSpec("net", LINEAR, Initializer.HE_NORMAL, OptionalDouble.empty())),
                Loss.CROSS_ENTROPY,
                new Optimizer(0.9f, false),
                new LearningRate(0.01, 1),
                Sweep.single(128),
                List.of(
                    new ExperimentSpec(
                        "true-labels",
                        List.of(),
                        Optional.empty(),
                        Sweep.single(new BigDecimal("0.0")),
                        LabelNoise.UNIFORM,
                        InputCorruption.NONE,
                        0,
                        Augmentation.NONE,
                        Start.DRAWN,
                        List.of())),
                List.of(1L),
                new Thresholds(0, List.of(0.1, 0.01)),
                new StopRule(StopRule.Until.ALL, 100, Duration.ofMinutes(10)),
                new Measuring(List.of(128), 3, 2, Duration.ofMillis(500), 5, Duration.ofSeconds(1)),
                0));
  }

  @Test
  void takesOneValueForAListOfOne() {
    String others = "thresholds: {loss: %s}\nmeasure: {batchSizes: %s}\nseeds: %s\n";
    String experiment = "[{name: a, regularizers: {augmentation: %s}}]";
    String suite = BadSuites.VALID.replace("[{name: true-labels}]", experiment) + others;

    assertThat(BadSuites.read(suite.formatted("random-flip", 0.1, 64, 7)))
        .isEqualTo(BadSuites.read(suite.formatted("[random-flip]", "[0.1]", "[64]", "[7]")));
  }

  static List<Arguments> augmentations() {
    return List.of(
        arguments("[]", Augmentation.NONE),
        arguments("[random-flip, random-crop]", Augmentation.NONE.withCrop(0).withFlip()),
        arguments("{random-crop: {padding: 31}}", Augmentation.NONE.withCrop(31)),
        arguments("{random-rotation: 180}", Augmentation.NONE.withRotation(180)),
        arguments(
            "[{random-brightness: 1}, {random-contrast: 1e-3}]",
            Augmentation.NONE.withBrightness(1).withContrast(0.001)));
  }

  @ParameterizedTest
  @MethodSource("augmentations")
  void readsAugmentations(String yaml, Augmentation augmentation) {
    Suite suite =
        BadSuites.read(
            BadSuites.VALID
                .replace("{set: shapes}", "{set: cifar10}")
                .replace(
                    "name: true-labels",
                    "name: a, regularizers: {augmentation: %s}".formatted(yaml)));

    assertThat(suite.experiments().getFirst().augmentation()).isEqualTo(augmentation);
  }

  /** In an image with padding there is a place to choose. */
  @Test
  void aCropWithPaddingNeedsNoCropOfThePreprocessing() {
    String experiment = "name: a, regularizers: {augmentation: {random-crop: {padding: 27}}}";

    Suite suite = BadSuites.read(BadSuites.VALID.replace("name: true-labels", experiment));

    assertThat(suite.imageShape()).isEqualTo(Shape.of(3, 28, 28));
    assertThat(suite.experiments().getFirst().augmentation())
        .isEqualTo(Augmentation.NONE.withCrop(27));
  }

  @Test
  void namesAreInAnyLanguageAndThoseOfTheirFoldersAreAscii() {
    String decomposed = "u\u0308ber-größe";
    Suite suite = BadSuites.read(BadSuites.VALID.replace("name: tiny", "name: " + decomposed));

    assertThat(suite.name()).isEqualTo("\u00fcber-größe");
    assertThat(suite.folderName()).matches("uber-gro_e-[0-9a-f]{8}");
    assertThat(BadSuites.read(BadSuites.VALID.replace("name: tiny", "name: 大小")).folderName())
        .matches("_-[0-9a-f]{8}");
    assertThat(BadSuites.read(BadSuites.VALID).folderName()).isEqualTo("tiny");
  }

  @Test
  void readsAnEmojiWhereverItStands() {
    for (int before = 900; before < 1100; before++) {
      String description = "x".repeat(before) + "😀";

      assertThat(
              BadSuites.read(BadSuites.VALID + "description: " + description + "\n").description())
          .isEqualTo(description);
    }
  }

  @Test
  void readsARateOfZeroAsAControl() {
    assertThat(BadSuites.read(BadSuites.VALID.replace("0.01", "0")).learningRate().at(3, 0, 15))
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("learningRates")
  void readsEverySchedule(String keys, LearningRate rate) {
    assertThat(BadSuites.read(BadSuites.VALID.replace("initial: 0.01", keys)).learningRate())
        .isEqualTo(rate);
  }

  static List<Arguments> learningRates() {
    return List.of(
        arguments("initial: 0.1", new LearningRate(0.1, 1)),
        arguments("initial: 0.1, decayPerEpoch: 0.95", new LearningRate(0.1, 0.95)),
        arguments(
            "initial: 0.1, step: {epochs: [60, 80], factor: 0.1}",
            new LearningRate(0.1, new LearningRate.StepDecay(List.of(60, 80), 0.1), 0)),
        arguments(
            "initial: 0.1, step: {epochs: 60, factor: 1}",
            new LearningRate(0.1, new LearningRate.StepDecay(List.of(60), 1), 0)),
        arguments(
            "initial: 0.1, cosine: {epochs: 100}",
            new LearningRate(0.1, new LearningRate.CosineDecay(100, 0), 0)),
        arguments(
            "initial: 0.1, cosine: {epochs: 100, final: 0.1}, warmup: {epochs: 5}",
            new LearningRate(0.1, new LearningRate.CosineDecay(100, 0.1), 5)),
        arguments(
            "initial: 0.1, warmup: {epochs: 5}",
            new LearningRate(0.1, new LearningRate.ExponentialDecay(1), 5)));
  }

  @Test
  void readsEveryKey() {
    Suite suite =
        BadSuites.read(
            """
            name: "2016"
            description: everything
            data: {set: cifar10, train: 512, test: 256}
            preprocessing: {scale: false, crop: 24, whiten: false}
            models:
              - {name: net, learningRate: 0.1, initializer: {scheme: lecun-normal, gain: 0.5}, layers: [flatten, {dense: 10}]}
            loss: squared
            optimizer: {type: sgd, momentum: 0.5, nesterov: true}
            learningRate: {initial: 1e-2, decayPerEpoch: 0.95}
            batchSize: [64, 128]
            experiments:
              - name: noisy
                models: net
                train: [128, 512]
                labelCorruption: [0, 0.50, 1.0]
                labelNoise: symmetric
                inputCorruption: shuffled-pixels
                regularizers: {weightDecay: 0.0005, augmentation: [random-flip, {random-crop: {padding: 4}}, {random-rotation: 25}, {random-contrast: 0.2}, {random-brightness: 0.25}]}
            seeds: [7, 9223372036854775807]
            thresholds: {error: 0.05, loss: []}
            stop: {until: all, maxEpochs: 3, timeout: 90s}
            measure: {batchSizes: [32], forks: 1, warmup: {iterations: 0, time: 1ms}, iterations: 7, time: 2h}
            twins: 4
            """);

    assertThat(suite)
        .isEqualTo(
            new Suite(
                "2016",
                "everything",
                new DataSpec(KnownSets.CIFAR10, 512, 256),
                new Preprocessing(false, OptionalInt.of(24), false),
                List.of(
                    new ModelSpec(
                        "net",
                        LINEAR,
                        new Initializer(Initializer.Scheme.LECUN_NORMAL, 0.5),
                        OptionalDouble.of(0.1))),
                Loss.SQUARED,
                new Optimizer(0.5f, true),
                new LearningRate(0.01, 0.95),
                Sweep.of(List.of(64, 128)),
                List.of(
                    new ExperimentSpec(
                        "noisy",
                        List.of("net"),
                        Optional.of(Sweep.of(List.of(128, 512))),
                        Sweep.of(
                            List.of(
                                new BigDecimal("0"), new BigDecimal("0.5"), new BigDecimal("1.0"))),
                        LabelNoise.SYMMETRIC,
                        InputCorruption.SHUFFLED_PIXELS,
                        0.0005f,
                        Augmentation.NONE
                            .withCrop(4)
                            .withFlip()
                            .withRotation(25)
                            .withBrightness(0.25)
                            .withContrast(0.2),
                        Start.DRAWN,
                        List.of())),
                List.of(7L, Long.MAX_VALUE),
                new Thresholds(0.05, List.of()),
                new StopRule(StopRule.Until.ALL, 3, Duration.ofSeconds(90)),
                new Measuring(List.of(32), 1, 0, Duration.ofMillis(1), 7, Duration.ofHours(2)),
                4));
  }

  @ParameterizedTest
  @CsvSource({"shapes, 2000, 1000", "cifar10, 50000, 10000", "mnist, 60000, 10000"})
  void usesAllOfADataSetButOfTheGeneratedOne(String set, int train, int test) {
    DataSpec data = BadSuites.read(BadSuites.VALID.replace("shapes", set)).data();

    assertThat(data.train()).isEqualTo(train);
    assertThat(data.test()).isEqualTo(test);
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10, whiten: true, 28",
    "cifar10, crop: none, 32",
    "cifar10, crop: 32, 32",
    "cifar10, crop: 24, 24",
    "shapes, whiten: true, 28"
  })
  void cropsCifar10LikeThePaperUnlessToldOtherwise(String set, String preprocessing, int height) {
    Suite suite =
        BadSuites.read(
            BadSuites.VALID.replace(
                "{set: shapes}", "{set: %s}%npreprocessing: {%s}".formatted(set, preprocessing)));

    assertThat(suite.imageShape()).isEqualTo(Shape.of(3, height, height));
  }

  @Test
  void measuresNothingIfToldSo() {
    assertThat(BadSuites.read(BadSuites.VALID + "measure: none\n").measure())
        .isEqualTo(Measuring.NONE);
  }
}
