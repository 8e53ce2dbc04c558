package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Examples;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer, in a network around it, trained beside the oracle. Step 0 alone would not do: it
 * does not depend on any gradient.
 */
class ParityTest {
  private static final Shape IMAGE = Shape.of(3, 7, 6);
  private static final int STEPS = 24;
  private static final int EXAMPLES = 40;

  static Stream<Arguments> layers() {
    Layer convolution = new Layer.Conv2d(4, 3, 1, true);
    Layer odd = new Layer.Conv2d(5, 2, 1, true);
    return Stream.of(
        layers("convolution", new Layer.Conv2d(4, 3, 1, true)),
        layers("convolution, even kernel, stride 2, no bias", new Layer.Conv2d(4, 4, 2, false)),
        layers("convolution, 5x5, stride 3", new Layer.Conv2d(4, 5, 3, true)),
        layers("convolution, 1x1, stride 2", new Layer.Conv2d(4, 1, 2, true)),
        layers("relu", new Layer.Relu()),
        layers("max-pool 3/2", new Layer.MaxPool(3, 2)),
        layers("max-pool 2/2", new Layer.MaxPool(2, 2)),
        layers("max-pool 3/1", new Layer.MaxPool(3, 1)),
        layers("local response", new Layer.LocalResponseNormalization(1, 1, 0.5f, 0.75f)),
        layers(
            "local response, other bias", new Layer.LocalResponseNormalization(2, 2, 0.3f, 0.6f)),
        layers("batch norm", new Layer.BatchNorm(1e-3f, 0.9f, false)),
        layers("batch norm, scale", new Layer.BatchNorm(1e-2f, 0.5f, true)),
        layers("batch norm, no memory", new Layer.BatchNorm(1e-2f, 0, true)),
        layers("dropout of an image", new Layer.Dropout(1 / 3f)),
        layers("dropout of features", new Layer.Flatten(), new Layer.Dropout(1 / 3f)),
        layers(
            "batch norm of features", new Layer.Flatten(), new Layer.BatchNorm(1e-2f, 0.9f, true)),
        layers("concat", concat(List.of(convolution, new Layer.Relu()), List.of())),
        layers(
            "concat, three",
            concat(List.of(odd), List.of(convolution), List.of(new Layer.MaxPool(3, 1)))),
        layers(
            "concat of features",
            concat(
                List.of(new Layer.Flatten()),
                List.of(new Layer.Flatten(), new Layer.Dense(7, true)))),
        layers(
            "residual",
            new Layer.Residual(
                List.of(new Layer.Conv2d(3, 3, 1, false), new Layer.Relu()), List.of())),
        layers(
            "residual, projection",
            new Layer.Residual(List.of(convolution), List.of(new Layer.Conv2d(4, 1, 1, false)))),
        layers(
            "residual of features",
            new Layer.Flatten(),
            new Layer.Residual(List.of(new Layer.Dense(126, true)), List.of())),
        layers("mean-pool", new Layer.Conv2d(6, 3, 1, true), new Layer.GlobalMeanPool()));
  }

  private static Layer concat(List<?>... branches) {
    return new Layer.Concat(
        Stream.of(branches)
            .map(branch -> branch.stream().map(Layer.class::cast).toList())
            .toList());
  }

  private static Arguments layers(String name, Layer... layers) {
    return Arguments.of(name, List.of(layers));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void lossesParametersAndPredictionsAreTheOracles(String name, List<Layer> layers) {
    Model model = around(layers);
    Sgd sgd = new Sgd(0.9f, 0.01f);
    Parameters initial = Fixture.parameters(model, 5);
    Examples examples = Fixture.examples(model, EXAMPLES, 3);

    try (Trainer trainer = Fixture.open(model, Fixture.BATCH, sgd, initial);
        Trainer oracle = Fixture.oracle(model, Fixture.BATCH, sgd, initial)) {
      float[] losses = train(trainer, examples);
      float[] expected = train(oracle, examples);
      for (int step = 0; step < STEPS; step++) {
        assertThat(losses[step])
            .as("loss of step %d", step)
            .isCloseTo(expected[step], within(tolerance(expected[step], 1e-5f)));
      }
      for (ParameterSpec spec : model.parameters()) {
        assertThat(trainer.parameters().toArray(spec.name()))
            .as(spec.name())
            .containsExactly(oracle.parameters().toArray(spec.name()), within(1e-4f));
      }
      assertThat(Fixture.predict(trainer, examples.images(), model.classes()))
          .containsExactly(
              Fixture.predict(oracle, examples.images(), model.classes()), within(1e-3f));
    }
  }

  private static float tolerance(float expected, float relative) {
    return relative * Math.max(1, Math.abs(expected));
  }

  private static float[] train(Trainer trainer, Examples examples) {
    trainer.load(examples);
    return Fixture.train(
        trainer, Fixture.batches(0, STEPS, Fixture.BATCH, EXAMPLES, Fixture.masks(0)), 0.01f);
  }

  /** A trained layer before, so that the gradient has to go through, and what classifies. */
  private static Model around(List<Layer> layers) {
    List<Layer> all = new ArrayList<>(List.of(new Layer.Conv2d(3, 1, 1, true)));
    all.addAll(layers);
    all.add(new Layer.Flatten());
    all.add(new Layer.Dense(5, true));
    return Fixture.model(IMAGE, all.toArray(Layer[]::new));
  }
}
