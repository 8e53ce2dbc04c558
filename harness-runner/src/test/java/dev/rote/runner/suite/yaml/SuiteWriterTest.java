package dev.rote.runner.suite.yaml;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.suite.Suite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SuiteWriterTest {
  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.ShippedSuites#suites")
  void writesShippedSuitesSoThatTheyReadTheSame(Path file) {
    assertReadsTheSame(SuiteReader.read(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labelCorruption: 1.0",
        "labelCorruption: 1",
        "labelCorruption: [0, 0.25, 1e-5, 1.0]",
        "labelCorruption: [0.5]",
        "labelCorruption: 1.0, paper: {trainAccuracy: 1, testAccuracy: 0.1048, of: final, where: here}",
        "paper: [{model: net, testAccuracy: 1e-5, of: best, where: \"a \\n\\\"b\\\"\"}]",
        "inputCorruption: random-pixels",
        "regularizers: {weightDecay: 0.0005}",
        "regularizers: {augmentation: [random-flip, random-crop]}",
        "regularizers: {augmentation: [{random-contrast: 1}, {random-crop: {padding: 31}}]}",
        "regularizers: {augmentation: [{random-rotation: 1e-300}, {random-brightness: 0.1}]}"
      })
  void writesExperimentsSoThatTheyReadTheSame(String keys) {
    assertReadsTheSame(
        read(
            BadSuites.VALID
                .replace("{set: shapes}", "{set: cifar10}")
                .replace("name: true-labels", "name: a, " + keys)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu",
        "{conv2d: {filters: 8, kernel: 5, stride: 2, bias: false}}",
        "{maxPool: {size: 3, stride: 2}}",
        "{lrn: {radius: 4, bias: 1, alpha: 0.001/9, beta: 0.75}}",
        "{lrn: {radius: 4, bias: 0.1, alpha: 1e-20, beta: 0.3}}",
        "{batchNorm: {epsilon: 0.001, decay: 0.99, scale: true}}",
        "{dropout: 0.1}",
        "{concat: [[relu, {dropout: 0.1}], []]}",
        "{residual: {body: [relu]}}",
        "{convModule: {filters: 8, kernel: 3}}, {inception: [8, 8]}, {downsample: 8}"
      })
  void writesLayersSoThatTheyReadTheSame(String layers) {
    assertReadsTheSame(
        read(
            BadSuites.VALID.replace(
                "layers: [flatten, ",
                "convolution: {batchNorm: true}, layers: [" + layers + ", globalMeanPool, ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss: squared",
        "loss: cross-entropy",
        "models: [{name: net, initializer: {scheme: zeros}, layers: [flatten, {dense: 10}]}]",
        "optimizer: {type: sgd, momentum: 0.9, nesterov: true}",
        "optimizer: {type: sgd, momentum: 0, nesterov: false}",
        "learningRate: {initial: 0.1, step: {epochs: [60, 80], factor: 0.1}}",
        "learningRate: {initial: 0.1, step: {epochs: 60, factor: 0.1}, warmup: {epochs: 5}}",
        "learningRate: {initial: 0.1, cosine: {epochs: 100}}",
        "learningRate: {initial: 0.1, cosine: {epochs: 100, final: 1e-4}, warmup: {epochs: 1}}",
        "learningRate: {initial: 0.1, decayPerEpoch: 0.95, warmup: {epochs: 5}}",
        "measure: none",
        "measure: {time: 1500ms, warmup: {iterations: 0}}",
        "stop: {until: all, timeout: 90m}",
        "thresholds: {error: 0.001, loss: [2.3e-4]}",
        "preprocessing: {scale: false, crop: 20, whiten: false}",
        "seeds: [0, 9223372036854775807]",
        "description: \"two lines,\\n \\\"quoted\\\", and \\u00e9 \\U0001F600\""
      })
  void writesTheRestSoThatItReadsTheSame(String key) {
    String without =
        BadSuites.VALID
            .lines()
            .filter(line -> !line.startsWith(key.substring(0, key.indexOf(' '))))
            .collect(joining("\n"));
    assertReadsTheSame(read(without + "\n" + key + "\n"));
  }

  @Test
  void writesWhatAWorkerNeedsAndNothingToBeResolved() {
    Suite suite =
        read(
            BadSuites.VALID.replace(
                "layers: [flatten, ",
                "convolution: {batchNorm: false}, layers: [{downsample: 4}, flatten, "));

    assertThat(SuiteWriter.write(suite))
        .isEqualTo(
            """
            {"name":"tiny","description":"",\
            "data":{"set":"shapes","train":2000,"test":1000},\
            "preprocessing":{"scale":true,"crop":"none","whiten":true},\
            "models":[{"name":"net","initializer":{"scheme":"he-normal","gain":1.0},"layers":[\
            {"concat":[[{"conv2d":{"filters":4,"kernel":3,"stride":2,"bias":true}},"relu"],\
            [{"maxPool":{"size":3,"stride":2}}]]},"flatten",{"dense":{"units":10,"bias":true}}]}],\
            "optimizer":{"type":"sgd","momentum":0.9},\
            "learningRate":{"initial":0.01,"decayPerEpoch":1.0},\
            "batchSize":128,\
            "experiments":[{"name":"true-labels","labelCorruption":0.0,"inputCorruption":"none",\
            "regularizers":{"weightDecay":0.0,"augmentation":[]}}],\
            "seeds":[1],\
            "thresholds":{"error":0.0,"loss":[0.1,0.01]},\
            "stop":{"until":"all","maxEpochs":100,"timeout":"10m"},\
            "measure":{"batchSizes":[128],"forks":3,"warmup":{"iterations":2,"time":"500ms"},\
            "iterations":5,"time":"1s"}}\
            """);
  }

  @Test
  void writesALossOtherThanTheDefault() {
    assertThat(SuiteWriter.write(read(BadSuites.VALID + "loss: squared\n")))
        .contains("}],\"loss\":\"squared\",\"optimizer\":");
  }

  @Test
  void writesNoGainOfZeros() {
    assertThat(
            SuiteWriter.write(
                read(
                    BadSuites.VALID.replace(
                        "name: net", "name: net, initializer: {scheme: zeros}"))))
        .contains("\"initializer\":{\"scheme\":\"zeros\"},");
  }

  @Test
  void writesWhatWasPublishedBesideItsExperiment() {
    Suite suite =
        read(
            BadSuites.VALID.replace(
                "name: true-labels", "name: a, paper: {testAccuracy: 0.5239, where: here}"));

    assertThat(SuiteWriter.write(suite))
        .contains(
            """
            "augmentation":[]},"paper":[{"testAccuracy":0.5239,"of":"unknown","where":"here"}]}\
            """);
  }

  /** Kinds that came later have arguments; what there was before is written as ever. */
  @Test
  void writesAugmentationsInTheOrderInWhichTheyAreDone() {
    assertThat(SuiteWriter.write(read(augmented("random-flip, random-crop"))))
        .contains("\"augmentation\":[\"random-crop\",\"random-flip\"]");
    assertThat(
            SuiteWriter.write(
                read(
                    augmented(
                        "{random-contrast: 0.2}, {random-brightness: 1}, {random-rotation: 25}, random-flip, {random-crop: {padding: 4}}"))))
        .contains(
            """
            "augmentation":[{"random-crop":{"padding":4}},"random-flip",{"random-rotation":25.0},\
            {"random-brightness":1.0},{"random-contrast":0.2}]\
            """);
  }

  private static String augmented(String augmentation) {
    return BadSuites.VALID
        .replace("{set: shapes}", "{set: cifar10}")
        .replace(
            "name: true-labels",
            "name: a, regularizers: {augmentation: [%s]}".formatted(augmentation));
  }

  /** A result keeps the suite inside a larger document, which other programs may rewrite. */
  @Test
  void survivesBeingRewrittenByAnotherJsonLibrary() {
    Suite suite =
        read(
            BadSuites.VALID.replace(
                "name: true-labels", "name: a, labelCorruption: [0, 0.50, 1.0]"));

    String rewritten = new JsonMapper().readTree(SuiteWriter.write(suite)).toPrettyString();

    assertThat(SuiteReader.readResolved(rewritten, "run.json")).isEqualTo(suite);
  }

  private static void assertReadsTheSame(Suite suite) {
    assertThat(SuiteReader.readResolved(SuiteWriter.write(suite), "resolved")).isEqualTo(suite);
  }

  private static Suite read(String yaml) {
    return SuiteReader.readResolved(yaml, "suite.yaml");
  }
}
