package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.data.PreparedData;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in the place of one value, alone or together with what it does not go with: the
 * suite is read and can be planned, or is refused with a place.
 */
class OddValuesTest {
  private static final Pattern VALUE = Pattern.compile("<([^>]*)>");

  private static final String SUITE =
      """
      name: <tiny>
      description: <some text>
      data: {set: <shapes>, train: <64>, test: <32>}
      preprocessing: {scale: <true>, crop: <24>, whiten: <true>}
      models:
        - name: <net>
          learningRate: <0.02>
          initializer: {scheme: <he-normal>, gain: <1>}
          convolution: {batchNorm: <true>}
          layers:
            - {conv2d: {filters: <4>, kernel: <3>, stride: <2>, bias: <true>}}
            - {lrn: {radius: <2>, bias: <1>, alpha: <0.001/9>, beta: <0.75>}}
            - {batchNorm: {epsilon: <0.00001>, decay: <0.9>, scale: <false>}}
            - {maxPool: {size: <3>, stride: <2>}}
            - {dropout: <0.5>}
            - {convModule: {filters: <4>, kernel: <1>, stride: <1>}}
            - {inception: [<2>, <2>]}
            - {downsample: <2>}
            - <flatten>
            - {dense: <8>}
            - {dense: {units: <10>, bias: <true>}}
      loss: <squared>
      optimizer: {type: <sgd>, momentum: <0.9>, nesterov: <true>}
      learningRate: {initial: <0.01>, decayPerEpoch: <0.95>}
      batchSize: [<16>, <8>]
      experiments:
        - {name: <true-labels>}
        - name: <random>
          labelCorruption: [<0.5>, <1>]
          labelNoise: <symmetric>
          inputCorruption: <none>
          regularizers: {weightDecay: <0.0005>, augmentation: [<random-crop>, {random-rotation: <25>}, {random-brightness: <0.25>}, {random-contrast: <0.2>}]}
        - {name: padded, regularizers: {augmentation: [{random-crop: {padding: <4>}}, <random-flip>]}}
      seeds: [<1>, <2>]
      thresholds: {error: <0>, loss: [<0.1>, <0.01>]}
      stop: {until: <error>, maxEpochs: <1>, timeout: <1m>}
      measure: {batchSizes: [<16>], forks: <1>, warmup: {iterations: <0>, time: <1ms>}, iterations: <1>, time: <1ms>}
      """;

  private static final String PUBLISHED =
      """
      name: tiny
      data: {set: shapes, train: 64, test: 32}
      models: [{name: <net>, layers: [flatten, {dense: 10}]}, {name: text, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: <16>
      experiments:
        - name: a
          labelCorruption: <1.0>
          paper: [{model: <net>, trainAccuracy: <1.0>, testAccuracy: <0.1>, of: <final>, where: <here>}]
        - {name: b, paper: <{testAccuracy: 0.1, where: here}>}
      """;

  private static final String STEP =
      """
      name: tiny
      data: {set: shapes, train: 64, test: 32}
      models: [{name: net, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: <0.1>, step: {epochs: [<2>, <5>], factor: <0.5>}, warmup: {epochs: <2>}}
      batchSize: 16
      experiments: [{name: a}]
      """;

  private static final String COSINE =
      """
      name: tiny
      data: {set: shapes, train: 64, test: 32}
      models: [{name: net, learningRate: <0.2>, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: <0.1>, cosine: {epochs: <9>, final: <0.01>}, warmup: <{epochs: 1}>}
      batchSize: 16
      experiments: [{name: a}]
      """;

  private static final List<String> ODD =
      List.of(
          "",
          "~",
          "null",
          "none",
          "''",
          "0",
          "-0",
          "-1",
          "1",
          "1.0",
          "2",
          "28",
          "29",
          "0.5",
          ".5",
          "1e-300",
          "1e300",
          "1e400",
          "1e-400",
          "1e999999999",
          "1e99999999999",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-1e300",
          ".inf",
          ".nan",
          "0.99999999999",
          "0x10",
          "0b2",
          "1_000",
          "010",
          "+1",
          "1,5",
          "10%",
          "1/0",
          "0/0",
          "1/3",
          "'1'",
          "'0.5'",
          "true",
          "True",
          "'true'",
          "yes",
          "off",
          "text",
          "a/b",
          "..",
          "cross-entropy",
          "zeros",
          "gaussian",
          "shuffled-pixels",
          "random-pixels",
          "random-flip",
          "{random-rotation: 5}",
          "cifar10",
          "mnist",
          "all",
          "1d",
          "10",
          "0s",
          "999999999h",
          "[]",
          "[1]",
          "[[1]]",
          "{}",
          "{a: 1}",
          "'true-labels'",
          "random-0.5",
          "random",
          "'\u00e4'",
          "😀",
          "'" + "x".repeat(300) + "'");

  /**
   * A value in a suite, by the place of its marks.
   *
   * @param text with its marks
   */
  private record Value(String suite, int start, int end, String text) {
    static Stream<Value> of(String suite) {
      return VALUE
          .matcher(suite)
          .results()
          .map(value -> new Value(suite, value.start(), value.end(), value.group()));
    }

    String replacedBy(String odd) {
      String changed = suite.substring(0, start) + odd + suite.substring(end);
      return VALUE.matcher(changed).replaceAll("$1");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void aSuiteWithAnOddValueIsReadOrRefusedWithItsPlace(Value value) {
    for (String odd : ODD) {
      String yaml = value.replacedBy(odd);
      try {
        Suite suite = SuiteReader.readResolved(yaml, "suite.yaml");
        assertThat(SuiteReader.readResolved(SuiteWriter.write(suite), "resolved")).isEqualTo(suite);
        Expansion.of(suite).forEach(OddValuesTest::require);
      } catch (SuiteException e) {
        assertThat(e.getMessage()).matches("suite\\.yaml:[1-9][0-9]*:[1-9][0-9]*: [^\n]{1,600}");
      }
    }
  }

  /** Fails where what a run checks of its data before it starts has not been checked here. */
  private static void require(Experiment experiment) {
    try {
      PreparedData.require(experiment.data(), new DataLocations(List.of(Path.of("/nowhere"))));
    } catch (DataException e) {
      assertThat(e)
          .hasMessageStartingWith("the data set %s was not found", experiment.data().set());
    }
  }

  static Stream<Value> values() {
    return Stream.of(SUITE, PUBLISHED, STEP, COSINE).flatMap(Value::of);
  }
}
