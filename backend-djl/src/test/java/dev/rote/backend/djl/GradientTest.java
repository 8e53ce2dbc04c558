package dev.rote.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import dev.rote.testkit.scenario.Draw;
import dev.rote.testkit.scenario.Models;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient that a step applies, against differences of the loss. */
class GradientTest {
  private static final Shape IMAGE = Shape.of(2, 5, 6);
  private static final int BATCH = 4;

  static Stream<Arguments> layers() {
    List<Layer> convolution = List.of(new Layer.Conv2d(4, 3, 1, true));
    Map<String, List<Layer>> layers =
        Map.of(
            "convolution", List.of(new Layer.Conv2d(4, 3, 2, false)),
            "relu", List.of(new Layer.Relu()),
            "max-pool", List.of(new Layer.MaxPool(3, 2)),
            "local response 0.75", List.of(new Layer.LocalResponseNormalization(1, 1, 0.5f, 0.75f)),
            "local response 0.6", List.of(new Layer.LocalResponseNormalization(2, 2, 0.5f, 0.6f)),
            "batch norm", List.of(new Layer.BatchNorm(1e-3f, 0.9f, false)),
            "scaled batch norm", List.of(new Layer.BatchNorm(1e-3f, 0.9f, true)),
            "dropout", List.of(new Layer.Dropout(0.5f)),
            "concat", List.of(new Layer.Concat(List.of(convolution, List.of()))),
            "residual", List.of(new Layer.Residual(convolution, convolution)));
    return Stream.of(DeviceKind.CPU, DeviceKind.ONEDNN)
        .flatMap(device ->
            layers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Arguments.of(device, entry.getKey(), entry.getValue())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("layers")
  void gradientIsTheSlopeOfTheLoss(DeviceKind device, String name, List<Layer> layers) {
    Scenario scenario = oneStep(between(layers));
    Map<String, float[]> gradient = gradient(device, scenario);

    for (int seed = 0; seed < 3; seed++) {
      Map<String, float[]> towards = direction(scenario.model(), seed);
      double step = 2e-3;
      double slope =
          (loss(device, moved(scenario, towards, step))
                  - loss(device, moved(scenario, towards, -step)))
              / (2 * step);
      assertThat(dot(gradient, towards)).isCloseTo(slope, within(1e-3 + 0.01 * Math.abs(slope)));
    }
  }

  private static Model between(List<Layer> layers) {
    Layer[] all =
        Stream.of(
                Stream.<Layer>of(new Layer.Conv2d(3, 1, 1, true)),
                layers.stream(),
                Stream.of(new Layer.Flatten(), new Layer.Dense(5, true)))
            .flatMap(part -> part)
            .toArray(Layer[]::new);
    return Models.of(IMAGE, all);
  }

  /**
   * A step of plain descent with a rate of 1 subtracts the gradient. These are parameters near
   * which no other pixel becomes a window's maximum, where the loss has a kink.
   */
  private static Scenario oneStep(Model model) {
    return Scenario.ofEpochs(model, BATCH, BATCH, 1, 1)
        .with(Scenario.PLAIN)
        .from(Draw.parameters(model, 5));
  }

  private static Map<String, float[]> gradient(DeviceKind device, Scenario scenario) {
    Parameters after = run(device, scenario).parameters();
    Map<String, float[]> gradient = new HashMap<>();
    for (ParameterSpec spec : trained(scenario.model())) {
      float[] difference = scenario.initial().toArray(spec.name());
      float[] moved = after.toArray(spec.name());
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= moved[i];
      }
      gradient.put(spec.name(), difference);
    }
    return gradient;
  }

  private static double loss(DeviceKind device, Scenario scenario) {
    return run(device, scenario).trace().getFirst();
  }

  private static Outcome run(DeviceKind device, Scenario scenario) {
    return scenario.run(new DjlBackend(), Device.first(device), 1);
  }

  private static Map<String, float[]> direction(Model model, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> vector = new HashMap<>();
    double squares = 0;
    for (ParameterSpec spec : trained(model)) {
      float[] part = new float[spec.shape().size()];
      for (int i = 0; i < part.length; i++) {
        part[i] = (float) random.nextGaussian();
        squares += part[i] * part[i];
      }
      vector.put(spec.name(), part);
    }
    // Of length 10 rather than 1: the differences must stand out of float32's rounding.
    double scale = 10 / Math.sqrt(squares);
    vector.values().forEach(part -> scale(part, scale));
    return vector;
  }

  private static void scale(float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) factor;
    }
  }

  private static Scenario moved(Scenario scenario, Map<String, float[]> towards, double step) {
    Map<String, float[]> values = new HashMap<>();
    towards.forEach((name, direction) -> {
      float[] value = scenario.initial().toArray(name);
      for (int i = 0; i < value.length; i++) {
        value[i] += (float) (step * direction[i]);
      }
      values.put(name, value);
    });
    return scenario.from(values);
  }

  private static double dot(Map<String, float[]> left, Map<String, float[]> right) {
    double sum = 0;
    for (Map.Entry<String, float[]> entry : left.entrySet()) {
      float[] other = right.get(entry.getKey());
      for (int i = 0; i < other.length; i++) {
        sum += (double) entry.getValue()[i] * other[i];
      }
    }
    return sum;
  }

  private static List<ParameterSpec> trained(Model model) {
    return model.parameters().stream().filter(spec -> spec.role().trained()).toList();
  }
}
