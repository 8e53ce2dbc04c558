package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Shape;
import dev.rote.runner.suite.ModelSpec;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelReaderTest {
  private static final List<Layer> LINEAR = List.of(new Layer.Flatten(), new Layer.Dense(10, true));

  @TempDir private Path folder;

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
    Suite suite = BadSuites.read(BadSuites.VALID.replace("{dense: 10}", yaml));

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
    return BadSuites.read(yaml).models().getFirst().layers();
  }
}
