package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("any-device")
class OnnxTrainerTest {
  private static final int EXAMPLES = 40;
  private static final int BATCH_SIZE = Fixture.BATCH_SIZE;
  private static final Sgd MOMENTUM = new Sgd(0.9f, 0.01f);

  private final Parameters initial = Fixture.parameters(Networks.MIXED, 3);
  private final Examples examples = Fixture.examples(Networks.MIXED, EXAMPLES, 4);

  @Test
  void theSameRunTwiceGivesTheSameBits() {
    try (Trainer first = open();
        Trainer second = open()) {
      float[] losses = Fixture.train(first, batches(0, 12), 0.05f);
      assertThat(Fixture.train(second, batches(0, 12), 0.05f)).containsExactly(losses);
      assertThat(second.parameters()).isEqualTo(first.parameters());
    }
  }

  @Test
  void splittingStepsOverCallsChangesNoBit() {
    try (Trainer whole = open();
        Trainer split = open()) {
      float[] losses = Fixture.train(whole, batches(0, 9), 0.05f);
      assertThat(Fixture.train(split, batches(0, 1), 0.05f)).containsExactly(losses[0]);
      assertThat(Fixture.train(split, batches(1, 5), 0.05f))
          .containsExactly(Arrays.copyOfRange(losses, 1, 6));
      assertThat(Fixture.train(split, batches(6, 3), 0.05f))
          .containsExactly(Arrays.copyOfRange(losses, 6, 9));
      assertThat(split.parameters()).isEqualTo(whole.parameters());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, 0", "0, 0.25", "0.5, 0.25"})
  void momentumOutlivesAChangeOfTheLearningRate(float momentum, float weightDecay) {
    Sgd optimizer = new Sgd(momentum, weightDecay);
    try (Trainer trainer = Fixture.open(Networks.MIXED, initial, optimizer, BATCH_SIZE);
        Trainer oracle = Fixture.openOracle(Networks.MIXED, initial, optimizer, BATCH_SIZE)) {
      trainer.load(examples);
      oracle.load(examples);
      int step = 0;
      for (float rate : new float[] {0.05f, 0, 0.1f, 0.01f}) {
        Batches batches = batches(step, 3);
        assertThat(Fixture.train(trainer, batches, rate))
            .containsExactly(Fixture.train(oracle, batches, rate), within(1e-4f));
        step += 3;
      }
    }
  }

  @Test
  void aNewTrainingSetLeavesParametersAndMomentaAlone() {
    Examples reversed = Fixture.examples(Networks.MIXED, 17, 99);
    try (Trainer trainer = open();
        Trainer oracle = Fixture.openOracle(Networks.MIXED, initial, MOMENTUM, BATCH_SIZE)) {
      oracle.load(examples);
      Fixture.train(trainer, batches(0, 4), 0.05f);
      Fixture.train(oracle, batches(0, 4), 0.05f);
      trainer.load(reversed);
      oracle.load(reversed);
      Batches batches = Fixture.batches(17, BATCH_SIZE, 4, 4);
      assertThat(Fixture.train(trainer, batches, 0.05f))
          .containsExactly(Fixture.train(oracle, batches, 0.05f), within(1e-4f));
    }
  }

  @Test
  void predictionsDependOnTheImageAloneAndNotOnItsBatch() {
    try (Trainer trainer = open()) {
      float[] all = Fixture.predict(trainer, Networks.MIXED, examples.images());
      for (int image = 0; image < EXAMPLES; image += 7) {
        assertThat(Fixture.predict(trainer, Networks.MIXED, examples.images().slice(image, 1)))
            .containsExactly(Arrays.copyOfRange(all, 4 * image, 4 * image + 4), within(1e-6f));
      }
    }
  }

  @Test
  void predictingChangesNothing() {
    try (Trainer trainer = open()) {
      Fixture.predict(trainer, Networks.MIXED, examples.images());
      assertThat(trainer.parameters()).isEqualTo(initial);
    }
  }

  @Test
  void divergingTrainingEndsInLossesThatAreNoNumbersAndNotInAFailure() {
    try (Trainer trainer = open()) {
      float[] losses = Fixture.train(trainer, batches(0, 30), 1e20f);
      assertThat(Float.isFinite(losses[29])).isFalse();
      assertThat(Float.isFinite(Fixture.train(trainer, batches(30, 1), 1)[0])).isFalse();
    }
  }

  @Test
  void trainingNeedsATrainingSet() {
    try (Trainer trainer = Fixture.open(Networks.MIXED, initial, MOMENTUM, BATCH_SIZE)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Fixture.train(trainer, batches(0, 1), 1))
          .withMessage("there is no training set: call load before train");
    }
  }

  @Test
  void closingTwiceIsClosingOnce() {
    Trainer trainer = open();
    trainer.close();
    trainer.close();
  }

  static List<Named<Model>> networks() {
    return Networks.all().stream().map(model -> Named.of(model.name(), model)).toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void parametersComeBackAsTheyWereGiven(Model model) {
    Parameters parameters = Fixture.parameters(model, 8);
    try (Trainer trainer = Fixture.open(model, parameters, MOMENTUM, BATCH_SIZE)) {
      assertThat(trainer.parameters()).isEqualTo(parameters);
    }
  }

  private Trainer open() {
    Trainer trainer = Fixture.open(Networks.MIXED, initial, MOMENTUM, BATCH_SIZE);
    trainer.load(examples);
    return trainer;
  }

  private static Batches batches(int first, int steps) {
    return Fixture.batches(EXAMPLES, BATCH_SIZE, first, steps);
  }
}
