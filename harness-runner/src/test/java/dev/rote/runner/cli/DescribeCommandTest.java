package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.suite.yaml.ShippedSuites;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DescribeCommandTest {
  private static final String QUICKSTART =
      ShippedSuites.FOLDER.resolve("quickstart.yaml").toString();
  private static final String CIFAR10 =
      ShippedSuites.FOLDER.resolve("zhang2016-table1.yaml").toString();

  @TempDir private Path folder;

  private OptionalDouble peak = OptionalDouble.empty();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsWhatASuiteWouldRun() {
    assertThat(describe("--experiment", "mlp-1x512/*", CIFAR10)).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            zhang2016-table1
            Table 1 of Zhang et al. 2016. Networks fit CIFAR-10, with and without regularizers, and with random
            labels.

            data           cifar10, 50,000 training and 10,000 test images of [3, 32, 32]
            preprocessing  divided by 255, cropped to 28x28, whitened; the network sees [3, 28, 28]
            optimizer      SGD with momentum 0.9
            learning rate  0.01, times 0.95 after every epoch
            batch size     128 (390 steps an epoch)
            zero means     error at most 0, loss at most 0.1, loss at most 0.01
            stops          at all of these, or after 100 epochs, or after 12h
            throughput     batch size 128; 3 forks, each 2 x 500ms warm-up and 5 x 1s
            --profile images-10000 10,000 training and 10,000 test images, at most 100 epochs, 1 seed
            --profile small 256 training and 1,000 test images, at most 200 epochs, 1 seed

            model        parameters  FLOPs/prediction    FLOPs/training  learning rate
            mlp-1x512     1,209,866         2,418,688         4,847,616           0.01
            FLOPs are per example, of dense layers and convolutions, a multiply-add as two.

            3 experiments
            mlp-1x512/weight-decay/seed-1   weight decay 0.0005; published: train 99.8%, test 50.39%, epoch not
                                            said (Zhang et al. 2016, table 1)
            mlp-1x512/true-labels/seed-1    data as they are; published: train 100%, test 50.51%, epoch not said
                                            (Zhang et al. 2016, table 1)
            mlp-1x512/random-labels/seed-1  label corruption 1.0; published: train 99.34%, test 10.61%, epoch
                                            not said (Zhang et al. 2016, table 1)
            """);
    assertThat(err).hasToString("");
  }

  @Test
  void printsTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      describe(CIFAR10);
    } finally {
      Locale.setDefault(before);
    }

    assertThat(out.toString())
        .contains("50,000 training", "1,209,866", "mlp-1x512/true-labels/seed-1");
  }

  @Test
  void printsLayersWithTheirBranches() throws IOException {
    Path suite =
        suite(
            "[{name: net, layers: [{conv2d: {filters: 4, kernel: 3}}, {concat: [[relu], []]}, {batchNorm: {}}, globalMeanPool, {dense: 10}]}]",
            "[{name: true-labels}]");

    assertThat(describe("--layers", suite.toString())).isZero();

    assertThat(out.toString())
        .contains(
            """
            net
              layer                                               output    parameters
              (images)                                       [3, 28, 28]             -
              conv2d1                                        [4, 28, 28]           112
              concat1                                        [8, 28, 28]             -
                branch 1
                  relu1                                      [4, 28, 28]             -
                branch 2
              batchNorm1                                     [8, 28, 28]             8
              globalMeanPool1                                        [8]             -
              dense1                                                [10]            90
            """);
  }

  @Test
  void printsWhatIsSpecialAboutAnExperiment() throws IOException {
    Path suite =
        suite(
            "[{name: net, learningRate: 0.1, layers: [flatten, {dense: 10}]}]",
            "[{name: noisy, labelCorruption: [0, 0.5], inputCorruption: random-pixels, regularizers: {weightDecay: 0.0005, augmentation: [random-flip]}}]");

    assertThat(describe(suite.toString())).isZero();

    assertThat(out.toString())
        .endsWith(
            """
            2 experiments
            net/noisy-0/seed-1    input corruption random-pixels, weight decay 0.0005, random-flip
            net/noisy-0.5/seed-1  label corruption 0.5, input corruption random-pixels, weight decay 0.0005,
                                  random-flip
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          momentum: 0.9 | momentum: 0.9, nesterov: true                          | optimizer      SGD with Nesterov's momentum 0.9
          initial: 0.01 | initial: 0.1, step: {epochs: [60, 80], factor: 0.1}    | learning rate  0.1, times 0.1 at the beginning of epoch 60 and of 80, the first being 0
          initial: 0.01 | initial: 0.1, cosine: {epochs: 100, final: 0.001}      | learning rate  0.1, to 0.001 along half a cosine over 100 epochs
          initial: 0.01 | initial: 0.1, decayPerEpoch: 0.9, warmup: {epochs: 5}  | learning rate  0.1, times 0.9 after every epoch; warm-up over the steps of the first 5 epochs
          optimizer:    | loss: squared\\noptimizer:                            | loss           squared, 1/2 of the squared distance from the one-hot label
          initial: 0.01 | initial: 0.1, warmup: {epochs: 1}                      | learning rate  0.1 in every epoch; warm-up over the steps of the first epoch
          """)
  void printsTheOptimizerAndTheSchedule(String original, String changed, String line)
      throws IOException {
    Path suite = suite("[{name: net, layers: [flatten, {dense: 10}]}]", "[{name: a}]");
    Files.writeString(
        suite, Files.readString(suite).replace(original, changed.replace("\\n", "\n")));

    assertThat(describe(suite.toString())).isZero();

    assertThat(out.toString()).contains(line + "\n");
  }

  @Test
  void printsHowAnExperimentIsAugmented() throws IOException {
    Path suite =
        suite(
            "[{name: net, layers: [flatten, {dense: 10}]}]",
            "[{name: a, regularizers: {augmentation: [random-flip, {random-contrast: 0.2}, {random-brightness: 1}, {random-rotation: 25}, {random-crop: {padding: 4}}]}}]");

    assertThat(describe(suite.toString())).isZero();

    assertThat(out.toString())
        .endsWith(
            """
            1 experiment
            net/a/seed-1  random-crop with padding 4, random-flip, random-rotation up to 25 degrees,
                          random-brightness up to 1, random-contrast up to 0.2
            """);
  }

  @Test
  void printsWhatWasPublishedAndHowItIsUnlike() throws IOException {
    Path suite =
        suite(
            "[{name: net, layers: [flatten, {dense: 10}]}]",
            "[{name: a, paper: {testAccuracy: 0.07, of: final, where: here}}, {name: b, paper: {trainAccuracy: 1, of: best, where: there}}]");

    assertThat(describe(suite.toString())).isZero();
    assertThat(out.toString())
        .endsWith(
            """
            net/a/seed-1  data as they are; published: test 7%, last epoch (here)
            net/b/seed-1  data as they are; published: train 100%, best epoch (there)
            """);

    out.getBuffer().setLength(0);
    assertThat(describe("--train", "1000", suite.toString())).isZero();
    assertThat(out.toString())
        .endsWith(
            """
            net/b/seed-1  data as they are; published: train 100%, best epoch (there); here 1,000 of 2,000
                          training images
            """);
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.ShippedSuites#suites")
  void staysWithinAHundredColumns(Path suite) {
    describe("--layers", suite.toString());

    assertThat(out.toString().lines()).isNotEmpty().allMatch(line -> line.length() <= 100);
  }

  @Test
  void saysRoughlyHowLongARunTakesAndWarnsWhereThatIsDays() {
    peak = OptionalDouble.of(200e9);

    assertThat(describe(QUICKSTART)).isZero();
    assertThat(err)
        .hasToString(
            """

            A run takes 30 to 112 seconds at most here for each backend and device, roughly: that is if all
            epochs are needed, 3.3e+12 FLOPs at 15% to 60% of the 200 GFLOP/s of this processor.
            """);

    assertThat(describe("--experiment", "small-inception/*", CIFAR10)).isZero();
    assertThat(err.toString().replaceAll("\\s+", " "))
        .contains("These are days: a profile, --train or --experiment make it less.");
  }

  @Test
  void describesAProfile() {
    assertThat(describe("--profile", "small", "--experiment", "mlp-1x512/true*", CIFAR10)).isZero();

    assertThat(out.toString())
        .startsWith("zhang2016-table1-small\n")
        .contains("256 training and 1,000 test images", "here 256 of 50,000 training images");
  }

  @Test
  void appliesTheOptions() {
    assertThat(describe("--experiment", "random*", "--train", "256", "--seed", "9", QUICKSTART))
        .isZero();

    assertThat(out.toString())
        .contains("256 training", "128 (2 steps an epoch)")
        .endsWith("1 experiment\nmlp-1x512/random-labels/seed-9  label corruption 1.0\n");
  }

  @Test
  void describesSeveralSuites() {
    assertThat(describe(QUICKSTART, CIFAR10)).isZero();

    assertThat(out.toString())
        .contains("label corruption 1.0\n\n" + "-".repeat(100) + "\n\nzhang2016-table1\n");
  }

  @Test
  void saysInOneSentenceWhatIsWrongAndDescribesTheOthers() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "nam: bad\n");

    assertThat(describe(bad.toString(), QUICKSTART)).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            bad
                + ":1:1: a suite has no key 'nam', allowed are name, data, models, optimizer, learningRate, batchSize, experiments, description, preprocessing, loss, seeds, thresholds, stop, measure, twins, profiles; did you mean 'name'?");
    assertThat(out.toString()).startsWith("quickstart\n");
  }

  @Test
  void saysWhichExperimentsThereAreWhereThePatternMatchesNone() {
    assertThat(describe("--experiment", "rnadom", QUICKSTART)).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "--experiment 'rnadom' matches no experiment, allowed are true-labels, random-labels, their ids, and patterns with * and ?");
    assertThat(out).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--train=many", "--seed=1.5", "--unknown"})
  void exitsWith2ForAWrongOption(String option) {
    assertThat(describe(option, QUICKSTART)).isEqualTo(2);
    assertThat(err.toString()).contains(option.substring(2).split("=")[0]);
  }

  private int describe(String... arguments) {
    return new CommandLine(new DescribeCommand(() -> peak))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path suite(String models, String experiments) throws IOException {
    return Files.writeString(
        folder.resolve("suite.yaml"),
        """
        name: tiny
        data: {set: shapes}
        models: %s
        optimizer: {type: sgd, momentum: 0.9}
        learningRate: {initial: 0.01}
        batchSize: 128
        experiments: %s
        """
            .formatted(models, experiments));
  }
}
