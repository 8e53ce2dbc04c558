package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Step by step, the network does what the float64 oracle does. */
@Tag("any-device")
class ParityTest {
  private static final int EXAMPLES = 24;
  private static final int STEPS = 20;
  private static final float LEARNING_RATE = 0.02f;

  static List<Named<Model>> networks() {
    return Networks.all().stream().map(model -> Named.of(model.name(), model)).toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void lossesParametersAndPredictionsAreTheOracles(Model model) {
    Sgd optimizer = new Sgd(0.9f, 0.01f);
    Parameters initial = Fixture.parameters(model, 5);
    Examples examples = Fixture.examples(model, EXAMPLES, 7);
    try (Trainer trainer = Fixture.open(model, initial, optimizer, Fixture.BATCH_SIZE);
        Trainer oracle = Fixture.openOracle(model, initial, optimizer, Fixture.BATCH_SIZE)) {
      assertClose(train(trainer, examples), train(oracle, examples), 5e-6f);
      for (ParameterSpec spec : model.parameters()) {
        assertClose(
            trainer.parameters().toArray(spec.name()),
            oracle.parameters().toArray(spec.name()),
            2e-5f);
      }
      // 24 examples are not a multiple of the batch of 8 less 3: the last batch is incomplete.
      assertClose(
          Fixture.predict(trainer, model, examples.images().slice(0, EXAMPLES - 3)),
          Fixture.predict(oracle, model, examples.images().slice(0, EXAMPLES - 3)),
          2e-5f);
    }
  }

  @Test
  void theFirstLossesOfTheMultiLayerPerceptronAreWithinTwoMillionthsOfTheOracles() {
    Model model = Networks.MLP_1X512;
    Sgd optimizer = new Sgd(0.9f, 0);
    Parameters initial = Fixture.parameters(model, 5);
    Examples examples = Fixture.examples(model, 256, 7);
    int batchSize = 32;
    try (Trainer trainer = Fixture.open(model, initial, optimizer, batchSize);
        Trainer oracle = Fixture.openOracle(model, initial, optimizer, batchSize)) {
      trainer.load(examples);
      oracle.load(examples);
      float[] losses = Fixture.train(trainer, Fixture.batches(256, batchSize, 0, STEPS), 0.01f);
      float[] expected = Fixture.train(oracle, Fixture.batches(256, batchSize, 0, STEPS), 0.01f);
      for (int step = 0; step < STEPS; step++) {
        assertThat(losses[step]).isCloseTo(expected[step], within(expected[step] * 2e-6f));
      }
    }
  }

  private static float[] train(Trainer trainer, Examples examples) {
    trainer.load(examples);
    return Fixture.train(
        trainer, Fixture.batches(EXAMPLES, Fixture.BATCH_SIZE, 0, STEPS), LEARNING_RATE);
  }

  /** Compares relative to the largest value. */
  private static void assertClose(float[] actual, float[] expected, float tolerance) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    Offset<Float> offset = within(tolerance * Math.max(largest, 0.01f));
    assertThat(actual).containsExactly(expected, offset);
  }
}
