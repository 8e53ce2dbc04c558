package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.Start;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.Sweep;
import dev.rote.runner.suite.Thresholds;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteReaderTest {
  private static final List<Layer> LINEAR = List.of(new Layer.Flatten(), new Layer.Dense(10, true));

  @TempDir private Path folder;

  @Test
  void fillsInDefaults() {
    assertThat(read(BadSuites.VALID))
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

    assertThat(read(suite.formatted("random-flip", 0.1, 64, 7)))
        .isEqualTo(read(suite.formatted("[random-flip]", "[0.1]", "[64]", "[7]")));
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
        read(
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

    Suite suite = read(BadSuites.VALID.replace("name: true-labels", experiment));

    assertThat(suite.imageShape()).isEqualTo(Shape.of(3, 28, 28));
    assertThat(suite.experiments().getFirst().augmentation())
        .isEqualTo(Augmentation.NONE.withCrop(27));
  }

  @Test
  void namesAreInAnyLanguageAndThoseOfTheirFoldersAreAscii() {
    String decomposed = "u\u0308ber-größe";
    Suite suite = read(BadSuites.VALID.replace("name: tiny", "name: " + decomposed));

    assertThat(suite.name()).isEqualTo("\u00fcber-größe");
    assertThat(suite.folderName()).matches("uber-gro_e-[0-9a-f]{8}");
    assertThat(read(BadSuites.VALID.replace("name: tiny", "name: 大小")).folderName())
        .matches("_-[0-9a-f]{8}");
    assertThat(read(BadSuites.VALID).folderName()).isEqualTo("tiny");
  }

  @Test
  void readsAnEmojiWhereverItStands() {
    for (int before = 900; before < 1100; before++) {
      String description = "x".repeat(before) + "😀";

      assertThat(read(BadSuites.VALID + "description: " + description + "\n").description())
          .isEqualTo(description);
    }
  }

  @Test
  void readsARateOfZeroAsAControl() {
    assertThat(read(BadSuites.VALID.replace("0.01", "0")).learningRate().at(3, 0, 15)).isZero();
  }

  @ParameterizedTest
  @MethodSource("learningRates")
  void readsEverySchedule(String keys, LearningRate rate) {
    assertThat(read(BadSuites.VALID.replace("initial: 0.01", keys)).learningRate()).isEqualTo(rate);
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
        read(
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

  @Test
  void readsWhatWasPublished() {
    Suite suite =
        read(
            BadSuites.VALID
                .replace(
                    "[{name: net,", "[{name: other, layers: [flatten, {dense: 10}]}, {name: net,")
                .replace(
                    "name: true-labels",
                    "name: a, paper: [{model: net, trainAccuracy: 1, testAccuracy: 0.5239, of: best, where: here}, "
                        + "{model: other, trainAccuracy: 0.9934, of: final, where: there}]"));

    PaperFigure best =
        new PaperFigure(
            Optional.of("net"),
            true,
            OptionalDouble.of(1),
            OptionalDouble.of(0.5239),
            Optional.empty(),
            PaperFigure.Epoch.BEST,
            "here",
            Optional.empty());
    PaperFigure last =
        new PaperFigure(
            Optional.of("other"),
            true,
            OptionalDouble.of(0.9934),
            OptionalDouble.empty(),
            Optional.empty(),
            PaperFigure.Epoch.FINAL,
            "there",
            Optional.empty());
    assertThat(suite.experiments().getFirst().paper()).containsExactly(best, last);
    assertThat(suite.paper("net", "a")).contains(best);
    assertThat(suite.paper("other", "a")).contains(last);
    assertThat(suite.paper("net", "b")).isEmpty();
    assertThat(suite.paper("neither", "a")).isEmpty();
  }

  @Test
  void aFigureOfNoModelIsOfEveryOneAndOfAnEpochThatIsNotSaid() {
    Suite suite = read(published("{testAccuracy: 0.5, where: here}"));

    assertThat(suite.paper("net", "a"))
        .contains(
            new PaperFigure(
                Optional.empty(),
                true,
                OptionalDouble.empty(),
                OptionalDouble.of(0.5),
                Optional.empty(),
                PaperFigure.Epoch.UNKNOWN,
                "here",
                Optional.empty()));
    assertThat(read(published("[{testAccuracy: 0.5, where: here}]"))).isEqualTo(suite);
  }

  /** A name is composed where it is read, whichever form an editor writes. */
  @Test
  void aFigureNamesItsModelInEitherForm() {
    String yaml = published("{model: gro\u0308\u00dfe, testAccuracy: 0.5, where: here}");

    assertThat(
            read(yaml.replace("{name: net,", "{name: gr\u00f6\u00dfe,"))
                .paper("gr\u00f6\u00dfe", "a"))
        .isPresent();
  }

  @Test
  void besideWhatWasPublishedItSaysThatThereAreOtherTrainingImages() {
    Suite suite = read(published("{testAccuracy: 0.5, where: here}"));

    assertThat(suite.withTrain(2000)).isEqualTo(suite);
    assertThat(suite.withSeeds(List.of(7L)).paper("net", "a")).isPresent();
    assertThat(suite.withTwins(3).paper("net", "a")).isPresent();
    assertThat(suite.withTrain(1000).paper("net", "a").flatMap(PaperFigure::unlike))
        .contains("1,000 of 2,000 training images");
  }

  @Test
  void whatDidNotConvergeNeedsNoAccuracy() {
    Suite suite = read(published("{converged: false, where: here, unlike: other weights}"));

    assertThat(suite.paper("net", "a"))
        .contains(
            new PaperFigure(
                Optional.empty(),
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                PaperFigure.Epoch.UNKNOWN,
                "here",
                Optional.of("other weights")));
    assertThat(suite.withTrain(1000).paper("net", "a").flatMap(PaperFigure::unlike))
        .contains("other weights; 1,000 of 2,000 training images");
  }

  @Test
  void aProfileSaysOnlyInWhatItDiffers() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("suite.yaml"),
            published("{testAccuracy: 0.5, where: here}")
                + """
                stop: {until: error, maxEpochs: 50, timeout: 1m}
                measure: {forks: 7, time: 300ms}
                profiles:
                  small:
                    data: {train: 500}
                    learningRate: {initial: 0.05}
                    stop: {maxEpochs: 5}
                    seeds: [4, 5]
                  unmeasured: {measure: none}
                """);

    SuiteFile read = SuiteReader.readAll(file);
    Suite small = read.suite(Optional.of("small"));

    assertThat(read.suite(Optional.empty())).isEqualTo(SuiteReader.read(file));
    assertThat(read.profiles()).containsOnlyKeys("small", "unmeasured");
    assertThat(small.name()).isEqualTo("tiny-small");
    assertThat(small.data()).isEqualTo(new DataSpec(KnownSets.SHAPES, 500, 1000));
    assertThat(small.learningRate()).isEqualTo(new LearningRate(0.05, 1));
    assertThat(small.stop())
        .isEqualTo(new StopRule(StopRule.Until.ERROR, 5, Duration.ofMinutes(1)));
    assertThat(small.seeds()).containsExactly(4L, 5L);
    assertThat(small.measure()).isEqualTo(read.whole().measure());
    assertThat(small.paper("net", "a").flatMap(PaperFigure::unlike))
        .contains("500 of 2,000 training images, another learning rate");
    assertThat(read.suite(Optional.of("unmeasured")).measure()).isEqualTo(Measuring.NONE);
  }

  @Test
  void namesTheProfilesWhereThereIsNoSuchOne() throws IOException {
    Path none = Files.writeString(folder.resolve("none.yaml"), BadSuites.VALID);
    Path one =
        Files.writeString(
            folder.resolve("one.yaml"), BadSuites.VALID + "profiles: {small: {seeds: 2}}\n");

    assertThatThrownBy(() -> SuiteReader.readAll(none).suite(Optional.of("small")))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            none + ":1:1: there is no profile 'small', the suite has none: leave --profile out");
    assertThatThrownBy(() -> SuiteReader.readAll(one).suite(Optional.of("smal")))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            one + ":8:11: there is no profile 'smal', allowed are small; did you mean 'small'?");
  }

  private static String published(String paper) {
    return BadSuites.VALID.replace("name: true-labels", "name: a, paper: " + paper);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp-1x512, true-labels, 1, 0.5051",
    "mlp-1x512, random-labels, 0.9934, 0.1061",
    "mlp-3x512, true-labels, 1, 0.5239",
    "mlp-3x512, random-labels, 1, 0.1048"
  })
  void hasTheFiguresOfTheFirstTable(String model, String experiment, double train, double test) {
    assertThat(
            SuiteReader.read(ShippedSuites.FOLDER.resolve("zhang2016-table1.yaml"))
                .paper(model, experiment))
        .contains(
            new PaperFigure(
                Optional.of(model),
                true,
                OptionalDouble.of(train),
                OptionalDouble.of(test),
                Optional.empty(),
                PaperFigure.Epoch.UNKNOWN,
                "Zhang et al. 2016, table 1",
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"shapes, 2000, 1000", "cifar10, 50000, 10000", "mnist, 60000, 10000"})
  void usesAllOfADataSetButOfTheGeneratedOne(String set, int train, int test) {
    DataSpec data = read(BadSuites.VALID.replace("shapes", set)).data();

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
        read(
            BadSuites.VALID.replace(
                "{set: shapes}", "{set: %s}%npreprocessing: {%s}".formatted(set, preprocessing)));

    assertThat(suite.imageShape()).isEqualTo(Shape.of(3, height, height));
  }

  @Test
  void measuresNothingIfToldSo() {
    assertThat(read(BadSuites.VALID + "measure: none\n").measure()).isEqualTo(Measuring.NONE);
  }

  @Test
  void readsModelFilesWithOverrides() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.writeString(
        models.resolve("net.yaml"),
        "initializer: {scheme: glorot-uniform, gain: 2}\nlayers: [flatten, {dense: 10}]\n");
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            BadSuites.VALID.replace(
                "[{name: net, layers: [flatten, {dense: 10}]}]",
                "[net, {model: net, name: small, gain: 0.5, learningRate: 0.1}]"));

    assertThat(SuiteReader.read(suite).models())
        .containsExactly(
            new ModelSpec(
                "net",
                LINEAR,
                new Initializer(Initializer.Scheme.GLOROT_UNIFORM, 2),
                OptionalDouble.empty()),
            new ModelSpec(
                "small",
                LINEAR,
                new Initializer(Initializer.Scheme.GLOROT_UNIFORM, 0.5),
                OptionalDouble.of(0.1)));
  }

  static List<Arguments> layers() {
    Layer conv = new Layer.Conv2d(8, 3, 1, true);
    Layer.BatchNorm norm = new Layer.BatchNorm(1e-5f, 0.9f, false);
    return List.of(
        arguments("relu", new Layer.Relu()),
        arguments("{conv2d: {filters: 8, kernel: 3}}", conv),
        arguments(
            "{conv2d: {filters: 8, kernel: 5, stride: 2, bias: false}}",
            new Layer.Conv2d(8, 5, 2, false)),
        arguments("{maxPool: {size: 3, stride: 2}}", new Layer.MaxPool(3, 2)),
        arguments(
            "{lrn: {radius: 4, bias: 1, alpha: 0.001/9, beta: 0.75}}",
            new Layer.LocalResponseNormalization(4, 1, (float) (0.001 / 9), 0.75f)),
        arguments(
            "{lrn: {radius: 0, bias: 2.5, alpha: 1e-4, beta: 1}}",
            new Layer.LocalResponseNormalization(0, 2.5f, 1e-4f, 1)),
        arguments("{batchNorm: {}}", norm),
        arguments(
            "{batchNorm: {epsilon: 0.001, decay: 0.99, scale: true}}",
            new Layer.BatchNorm(0.001f, 0.99f, true)),
        arguments("{dropout: 0.5}", new Layer.Dropout(0.5f)),
        arguments(
            "{concat: [[relu], []]}",
            new Layer.Concat(List.of(List.of(new Layer.Relu()), List.of()))),
        arguments(
            "{residual: {body: [relu]}}", new Layer.Residual(List.of(new Layer.Relu()), List.of())),
        arguments(
            "{residual: {body: [{conv2d: {filters: 8, kernel: 3}}], shortcut: [{conv2d: {filters: 8, kernel: 3}}]}}",
            new Layer.Residual(List.of(conv), List.of(conv))));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void readsALayer(String yaml, Layer layer) {
    assertThat(layers("", yaml)).first().isEqualTo(layer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {dense: 10}                           | true
          {dense: {units: 10}}                  | true
          {dense: {units: 10, bias: false}}     | false
          """)
  void readsADenseLayerInBothForms(String yaml, boolean bias) {
    Suite suite = read(BadSuites.VALID.replace("{dense: 10}", yaml));

    assertThat(suite.models().getFirst().layers()).last().isEqualTo(new Layer.Dense(10, bias));
  }

  static List<Arguments> convolutions() {
    Layer relu = new Layer.Relu();
    return List.of(
        arguments("false", List.of(new Layer.Conv2d(8, 3, 2, true), relu)),
        arguments(
            "true",
            List.of(
                new Layer.Conv2d(8, 3, 2, false), new Layer.BatchNorm(1e-5f, 0.9f, false), relu)),
        arguments(
            "{epsilon: 0.001}",
            List.of(
                new Layer.Conv2d(8, 3, 2, false), new Layer.BatchNorm(0.001f, 0.9f, false), relu)));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void expandsAConvolutionModule(String batchNorm, List<Layer> expected) {
    assertThat(
            layers(
                "convolution: {batchNorm: %s}, ".formatted(batchNorm),
                "{convModule: {filters: 8, kernel: 3, stride: 2}}"))
        .startsWith(expected.toArray(Layer[]::new));
  }

  @Test
  void expandsInceptionAndDownsample() {
    Layer relu = new Layer.Relu();

    assertThat(layers("convolution: {batchNorm: false}, ", "{inception: [8, 16]}, {downsample: 4}"))
        .startsWith(
            new Layer.Concat(
                List.of(
                    List.of(new Layer.Conv2d(8, 1, 1, true), relu),
                    List.of(new Layer.Conv2d(16, 3, 1, true), relu))),
            new Layer.Concat(
                List.of(
                    List.of(new Layer.Conv2d(4, 3, 2, true), relu),
                    List.of(new Layer.MaxPool(3, 2)))));
  }

  @Test
  void expandsInsideBranches() {
    assertThat(
            layers(
                "convolution: {batchNorm: false}, ",
                "{residual: {body: [{convModule: {filters: 3, kernel: 3}}]}}"))
        .startsWith(
            new Layer.Residual(
                List.of(new Layer.Conv2d(3, 3, 1, true), new Layer.Relu()), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "mlp-1x512, 1209866",
    "mlp-3x512, 1735178",
    "small-alexnet, 1387786",
    "small-inception, 1649402",
    "small-inception-no-bn, 1649402"
  })
  void shipsThePapersNetworks(String name, long parameters) throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.copy(
        ShippedSuites.FOLDER.resolve("models").resolve(name + ".yaml"),
        models.resolve(name + ".yaml"));
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            BadSuites.VALID.replace(
                "[{name: net, layers: [flatten, {dense: 10}]}]", "[" + name + "]"));

    ModelSpec model = SuiteReader.read(suite).models().getFirst();

    assertThat(model.derive(Shape.of(3, 28, 28)).trainedParameterCount()).isEqualTo(parameters);
  }

  private static List<Layer> layers(String modelKeys, String layers) {
    String yaml =
        BadSuites.VALID.replace(
            "{name: net, layers: [flatten, ",
            "{name: net, %slayers: [%s, globalMeanPool, ".formatted(modelKeys, layers));
    return read(yaml).models().getFirst().layers();
  }

  private static Suite read(String yaml) {
    return SuiteReader.readResolved(yaml, "suite.yaml");
  }
}
