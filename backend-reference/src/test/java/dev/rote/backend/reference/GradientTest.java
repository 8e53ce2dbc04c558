package dev.rote.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.rote.api.Layer;
import dev.rote.api.Layer.BatchNorm;
import dev.rote.api.Layer.Concat;
import dev.rote.api.Layer.Conv2d;
import dev.rote.api.Layer.Dense;
import dev.rote.api.Layer.Dropout;
import dev.rote.api.Layer.Flatten;
import dev.rote.api.Layer.GlobalMeanPool;
import dev.rote.api.Layer.LocalResponseNormalization;
import dev.rote.api.Layer.MaxPool;
import dev.rote.api.Layer.Relu;
import dev.rote.api.Layer.Residual;
import dev.rote.api.LayerNode;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes backward must be the derivative of what goes forward: central differences. */
class GradientTest {
  private static final int EXAMPLES = 3;
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  static Stream<Arguments> cases() {
    return Stream.of(
        argumentSet("dense", Shape.of(5), layers(new Dense(4, true))),
        argumentSet("dense, no bias", Shape.of(7), layers(new Dense(1, false))),
        argumentSet("conv 1x1", Shape.of(3, 2, 3), layers(new Conv2d(4, 1, 1, true))),
        argumentSet("conv 3x3", Shape.of(2, 5, 4), layers(new Conv2d(3, 3, 1, true))),
        argumentSet("conv 2x2, even kernel", Shape.of(2, 4, 3), layers(new Conv2d(2, 2, 1, false))),
        argumentSet("conv 3x3 / 2, even", Shape.of(2, 6, 4), layers(new Conv2d(3, 3, 2, true))),
        argumentSet("conv 3x3 / 2, odd", Shape.of(2, 5, 7), layers(new Conv2d(3, 3, 2, false))),
        argumentSet("conv 5x5 / 3", Shape.of(1, 7, 8), layers(new Conv2d(2, 5, 3, true))),
        argumentSet("conv 1x1 / 2", Shape.of(2, 5, 4), layers(new Conv2d(2, 1, 2, true))),
        argumentSet("conv 5x5 on 2x1", Shape.of(1, 2, 1), layers(new Conv2d(2, 5, 1, true))),
        argumentSet("relu", Shape.of(2, 3, 3), layers(new Relu())),
        argumentSet("max-pool 2x2 / 2, even", Shape.of(2, 4, 6), layers(new MaxPool(2, 2))),
        argumentSet("max-pool 2x2 / 2, odd", Shape.of(2, 5, 3), layers(new MaxPool(2, 2))),
        argumentSet("max-pool 3x3 / 2, even", Shape.of(2, 6, 4), layers(new MaxPool(3, 2))),
        argumentSet("max-pool 3x3 / 2, odd", Shape.of(1, 5, 7), layers(new MaxPool(3, 2))),
        argumentSet("max-pool 3x3 / 1", Shape.of(2, 3, 4), layers(new MaxPool(3, 1))),
        argumentSet("mean pool", Shape.of(3, 2, 5), layers(new GlobalMeanPool())),
        argumentSet("LRN", Shape.of(5, 2, 3), layers(lrn(1))),
        argumentSet("LRN wider than the channels", Shape.of(3, 2, 2), layers(lrn(4))),
        argumentSet("LRN of each channel", Shape.of(2, 2, 2), layers(lrn(0))),
        argumentSet("LRN of any radius", Shape.of(2, 1, 2), layers(lrn(Integer.MAX_VALUE))),
        argumentSet("batch norm", Shape.of(3, 2, 3), layers(new BatchNorm(1e-3f, 0.9f, true))),
        argumentSet(
            "batch norm, no scale", Shape.of(2, 1, 3), layers(new BatchNorm(1e-5f, 0.9f, false))),
        argumentSet("batch norm of features", Shape.of(4), layers(new BatchNorm(0.1f, 0, true))),
        argumentSet("dropout", Shape.of(2, 2, 2), layers(new Dropout(0.5f))),
        argumentSet("flatten", Shape.of(2, 2, 2), layers(new Flatten(), new Dense(3, true))),
        argumentSet(
            "concat",
            Shape.of(2, 4, 4),
            layers(
                new Concat(
                    List.of(
                        layers(new Conv2d(1, 1, 1, true), new Relu()),
                        layers(),
                        layers(new Conv2d(3, 3, 1, false), new MaxPool(3, 1)))))),
        argumentSet(
            "concat of identities", Shape.of(3), layers(new Concat(List.of(layers(), layers())))),
        argumentSet(
            "residual",
            Shape.of(2, 3, 3),
            layers(new Residual(layers(new Conv2d(2, 3, 1, true), new Relu()), layers()))),
        argumentSet(
            "residual with a shortcut",
            Shape.of(2, 4, 5),
            layers(
                new Residual(
                    layers(new Conv2d(3, 3, 2, true)), layers(new Conv2d(3, 1, 2, false))))),
        argumentSet(
            "all together",
            Shape.of(2, 6, 5),
            layers(
                new Conv2d(3, 3, 1, false),
                new BatchNorm(1e-5f, 0.9f, false),
                new Relu(),
                new Concat(List.of(layers(new Conv2d(2, 3, 2, true)), layers(new MaxPool(3, 2)))),
                lrn(2),
                new Residual(layers(new Conv2d(5, 3, 1, true), new Dropout(0.4f)), layers()),
                new GlobalMeanPool(),
                new BatchNorm(1e-3f, 0.5f, true),
                new Dense(3, true))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfTheInputIsTheDerivative(Shape shape, List<Layer> layers) {
    CompiledLayers compiled = CompiledLayers.of(shape, layers.toArray(Layer[]::new));
    double[][] input = input(shape);
    double[][] analytical = backward(compiled, input);
    assertDerivative("input", compiled, input, input, analytical);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientOfEveryParameterIsTheDerivative(Shape shape, List<Layer> layers) {
    CompiledLayers compiled = CompiledLayers.of(shape, layers.toArray(Layer[]::new));
    double[][] input = input(shape);
    backward(compiled, input);
    for (LayerNode node : withBranches(compiled.nodes())) {
      for (ParameterSpec spec : node.parameters()) {
        if (spec.role().trained()) {
          Parameter parameter = compiled.parameters().get(node, spec.role());
          assertDerivative(spec.name(), compiled, input, parameter.value(), parameter.gradient());
        }
      }
    }
  }

  private static void assertDerivative(
      String name,
      CompiledLayers compiled,
      double[][] input,
      double[][] variable,
      double[][] analytical) {
    for (int i = 0; i < variable.length; i++) {
      for (int j = 0; j < variable[i].length; j++) {
        double value = variable[i][j];
        variable[i][j] = value + STEP;
        double above = objective(compiled, input);
        variable[i][j] = value - STEP;
        double below = objective(compiled, input);
        variable[i][j] = value;
        double numerical = (above - below) / (2 * STEP);
        assertThat(analytical[i][j])
            .as("%s[%d][%d]", name, i, j)
            .isCloseTo(numerical, within(TOLERANCE * Math.max(Math.abs(numerical), 1e-3)));
      }
    }
  }

  /** A weighted sum of the outputs, so that its gradient by them is the weights. */
  private static double objective(CompiledLayers compiled, double[][] input) {
    double[][] output = compiled.train(input);
    double[][] weights = outputGradient(output);
    double sum = 0;
    for (int n = 0; n < output.length; n++) {
      for (int i = 0; i < output[n].length; i++) {
        sum += weights[n][i] * output[n][i];
      }
    }
    return sum;
  }

  private static double[][] backward(CompiledLayers compiled, double[][] input) {
    double[][] output = compiled.train(input);
    return compiled.operator().backward(outputGradient(output));
  }

  private static double[][] outputGradient(double[][] output) {
    return CompiledLayers.randomRows(output.length, output[0].length, 2);
  }

  private static double[][] input(Shape shape) {
    return CompiledLayers.randomRows(EXAMPLES, shape.size(), 1);
  }

  private static List<LayerNode> withBranches(List<LayerNode> nodes) {
    return nodes.stream()
        .flatMap(node ->
            Stream.concat(
                Stream.of(node),
                node.branches().stream().flatMap(branch -> withBranches(branch).stream())))
        .toList();
  }

  private static Layer lrn(int radius) {
    return new LocalResponseNormalization(radius, 0.5f, 0.3f, 0.75f);
  }

  private static List<Layer> layers(Layer... layers) {
    return List.of(layers);
  }
}
