package dev.rote.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.DeviceKind;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient that a step applies, against differences of the loss. */
class GradientTest {
  private static final Shape IMAGE = Shape.of(2, 5, 6);
  private static final int BATCH = 4;

  /** The same mask in every step: 0 or 2 in turns of three. */
  private static final DropoutMasks MASKS =
      (step, dropout, mask) -> {
        for (int i = 0; i < BATCH * dropout.input().size(); i++) {
          mask.put(i, i % 3 == 0 ? 0 : 2);
        }
      };

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
    Model model = between(layers);
    Examples examples = Fixture.examples(model, BATCH, 3);
    Parameters initial = Fixture.parameters(model, 5);
    Map<String, float[]> gradient = gradient(device, model, examples, initial);

    for (int seed = 0; seed < 3; seed++) {
      Map<String, float[]> towards = direction(model, seed);
      double step = 2e-3;
      double slope =
          (loss(device, model, examples, moved(initial, towards, step))
                  - loss(device, model, examples, moved(initial, towards, -step)))
              / (2 * step);
      assertThat(dot(gradient, towards)).isCloseTo(slope, within(1e-3 + 0.01 * Math.abs(slope)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void maximumThatOccursTwiceIsTheFirstInRowOrder(DeviceKind device) {
    Model model =
        Fixture.model(
            Shape.of(1, 4, 4),
            new Layer.Conv2d(1, 1, 1, false),
            new Layer.MaxPool(3, 2),
            new Layer.Flatten());
    float[] pixels = new float[16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i + 1;
    }
    Examples examples = new Examples(Fixture.images(model.input(), pixels), Fixture.ints(0));
    // With a kernel of 0 every value is the maximum, and all four logits are 0.
    Parameters zero =
        Fixture.with(Fixture.parameters(model, 1), Map.of("conv2d1.weight", new float[] {0}));

    try (Trainer trainer = Fixture.open(device, model, 1, Fixture.PLAIN, zero)) {
      trainer.load(examples);
      Fixture.train(trainer, Fixture.batches(0, 1, 1, 1), 1);

      // The windows begin at rows and columns 0 and 2: pixels 1, 3, 9 and 11.
      float gradient = -0.75f * 1 + 0.25f * (3 + 9 + 11);
      assertThat(trainer.parameters().toArray("conv2d1.weight")[0])
          .isCloseTo(-gradient, within(1e-5f));
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
    return Fixture.model(IMAGE, all);
  }

  /** A step of plain descent with a rate of 1 subtracts the gradient. */
  private static Map<String, float[]> gradient(
      DeviceKind device, Model model, Examples examples, Parameters initial) {
    try (Trainer trainer = Fixture.open(device, model, BATCH, Fixture.PLAIN, initial)) {
      trainer.load(examples);
      Fixture.train(trainer, Fixture.batches(0, 1, BATCH, BATCH, MASKS), 1);
      Parameters moved = trainer.parameters();
      Map<String, float[]> gradient = new HashMap<>();
      for (ParameterSpec spec : trained(model)) {
        float[] difference = initial.toArray(spec.name());
        FloatBuffer after = moved.values(spec.name());
        for (int i = 0; i < difference.length; i++) {
          difference[i] -= after.get(i);
        }
        gradient.put(spec.name(), difference);
      }
      return gradient;
    }
  }

  private static double loss(
      DeviceKind device, Model model, Examples examples, Parameters parameters) {
    try (Trainer trainer = Fixture.open(device, model, BATCH, Fixture.PLAIN, parameters)) {
      trainer.load(examples);
      return Fixture.train(trainer, Fixture.batches(0, 1, BATCH, BATCH, MASKS), 0)[0];
    }
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

  private static Parameters moved(Parameters initial, Map<String, float[]> towards, double step) {
    Map<String, float[]> values = new HashMap<>();
    towards.forEach((name, direction) -> {
      float[] value = initial.toArray(name);
      for (int i = 0; i < value.length; i++) {
        value[i] += (float) (step * direction[i]);
      }
      values.put(name, value);
    });
    return Fixture.with(initial, values);
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
