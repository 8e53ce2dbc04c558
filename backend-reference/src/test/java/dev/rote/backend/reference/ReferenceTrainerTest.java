package dev.rote.backend.reference;

import static dev.rote.backend.reference.Fixture.BATCH_SIZE;
import static dev.rote.backend.reference.Fixture.MIXED;
import static dev.rote.backend.reference.Fixture.PERCEPTRON;
import static dev.rote.backend.reference.Fixture.batches;
import static dev.rote.backend.reference.Fixture.examples;
import static dev.rote.backend.reference.Fixture.open;
import static dev.rote.backend.reference.Fixture.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTrainerTest {
  private static final Sgd MOMENTUM = new Sgd(0.9f, 0.01f);

  /**
   * Two-class softmax regression on one feature, worked in the test: momentum survives a change of
   * the learning rate, weight decay acts on the weights and not on the biases, and Nesterov's
   * momentum looks one step further with the new one.
   */
  @ParameterizedTest
  @CsvSource({
    "0, false, 0",
    "0.5, false, 0",
    "0, false, 0.25",
    "0.5, false, 0.25",
    "0.5, true, 0",
    "0.5, true, 0.25"
  })
  void stepsFollowTheRuleOfTheOptimizer(float momentum, boolean nesterov, float weightDecay) {
    float[] learningRates = {0.5f, 0.5f, 0.125f, 2f};
    double x = 1.5;
    double[] w = {1, -0.5};
    double[] b = {0.75, 0.25};
    double[] weightVelocity = new double[2];
    double[] biasVelocity = new double[2];
    Sgd optimizer = new Sgd(momentum, nesterov, weightDecay);
    try (Trainer trainer = open(PERCEPTRON, perceptron(w, b), optimizer, 1)) {
      trainer.load(examples(PERCEPTRON.input(), new float[] {(float) x}, new int[] {1}));
      for (float learningRate : learningRates) {
        double[] e = {Math.exp(w[0] * x + b[0]), Math.exp(w[1] * x + b[1])};
        double expectedLoss = -Math.log(e[1] / (e[0] + e[1]));
        for (int k = 0; k < 2; k++) {
          double gradient = e[k] / (e[0] + e[1]) - (k == 1 ? 1 : 0);
          double weightGradient = gradient * x + weightDecay * w[k];
          weightVelocity[k] = momentum * weightVelocity[k] + weightGradient;
          biasVelocity[k] = momentum * biasVelocity[k] + gradient;
          if (nesterov) {
            w[k] -= learningRate * (weightGradient + momentum * weightVelocity[k]);
            b[k] -= learningRate * (gradient + momentum * biasVelocity[k]);
          } else {
            w[k] -= learningRate * weightVelocity[k];
            b[k] -= learningRate * biasVelocity[k];
          }
        }
        float[] losses = train(trainer, learningRate, 1, DropoutMasks.NONE, 0);
        assertThat(losses[0]).isCloseTo((float) expectedLoss, within(1e-6f));
        assertThat(trainer.parameters().toArray("dense1.weight"))
            .containsExactly(new float[] {(float) w[0], (float) w[1]}, within(1e-6f));
        assertThat(trainer.parameters().toArray("dense1.bias"))
            .containsExactly(new float[] {(float) b[0], (float) b[1]}, within(1e-6f));
      }
    }
  }

  /** The same perceptron with the squared loss: two examples at once, worked in the test. */
  @Test
  void stepsFollowTheLossOfThePlan() {
    double[] x = {1.5, -0.5};
    int[] labels = {1, 0};
    double[] w = {1, -0.5};
    double[] b = {0.75, 0.25};
    try (Trainer trainer = open(PERCEPTRON, perceptron(w, b), Loss.SQUARED, new Sgd(0, 0), 2)) {
      trainer.load(examples(PERCEPTRON.input(), new float[] {1.5f, -0.5f}, labels));
      for (int step = 0; step < 5; step++) {
        double expectedLoss = 0;
        double[] weightGradient = new double[2];
        double[] biasGradient = new double[2];
        for (int n = 0; n < 2; n++) {
          for (int k = 0; k < 2; k++) {
            double distance = w[k] * x[n] + b[k] - (k == labels[n] ? 1 : 0);
            expectedLoss += distance * distance / 2 / 2;
            weightGradient[k] += distance * x[n] / 2;
            biasGradient[k] += distance / 2;
          }
        }
        for (int k = 0; k < 2; k++) {
          w[k] -= 0.25 * weightGradient[k];
          b[k] -= 0.25 * biasGradient[k];
        }
        float[] losses = train(trainer, 0.25f, 2, DropoutMasks.NONE, 0, 1);
        assertThat(losses[0]).isCloseTo((float) expectedLoss, within(1e-6f));
        assertThat(trainer.parameters().toArray("dense1.weight"))
            .containsExactly(new float[] {(float) w[0], (float) w[1]}, within(1e-6f));
        assertThat(trainer.parameters().toArray("dense1.bias"))
            .containsExactly(new float[] {(float) b[0], (float) b[1]}, within(1e-6f));
      }
    }
  }

  @Test
  void splittingTheStepsOverCallsChangesNoBit() {
    int[] indices = IntStream.range(0, 6 * BATCH_SIZE).map(i -> i * 7 % 12).toArray();
    try (Trainer whole = mixed();
        Trainer split = mixed()) {
      float[] wholeLosses = train(whole, 0.1f, BATCH_SIZE, masksFrom(0), indices);
      float[] splitLosses = new float[6];
      int first = 0;
      for (int steps : new int[] {1, 3, 2}) {
        int[] part = Arrays.copyOfRange(indices, first * BATCH_SIZE, (first + steps) * BATCH_SIZE);
        float[] losses = train(split, 0.1f, BATCH_SIZE, masksFrom(first), part);
        System.arraycopy(losses, 0, splitLosses, first, steps);
        first += steps;
      }
      assertThat(splitLosses).containsExactly(wholeLosses);
      assertThat(split.parameters()).isEqualTo(whole.parameters());
    }
  }

  @Test
  void everyTrainedParameterAndStatisticMoves() {
    Parameters before = parameters(MIXED);
    try (Trainer trainer = mixed()) {
      train(trainer, 0.1f, BATCH_SIZE, masksFrom(0), 0, 1, 2, 3, 4, 5, 6, 7);
      Parameters after = trainer.parameters();
      assertThat(after.specs())
          .allSatisfy(spec ->
              assertThat(after.toArray(spec.name())).isNotEqualTo(before.toArray(spec.name())));
    }
  }

  @Test
  void theLossIsThatOfTheExamplesTheStepNames() {
    Model model = PERCEPTRON;
    Examples examples = examples(model, 5, 1);
    try (Trainer trainer = open(model, parameters(model), new Sgd(0, 0), 2)) {
      trainer.load(examples);
      float[] logits = predict(trainer, model, examples.images());
      float[] losses = train(trainer, 0, 2, DropoutMasks.NONE, 3, 1, 4, 4);
      double[] each =
          IntStream.range(0, 5)
              .mapToDouble(n -> crossEntropy(logits, n, examples.labels().get(n)))
              .toArray();
      assertThat((double) losses[0]).isCloseTo((each[3] + each[1]) / 2, within(1e-6));
      assertThat((double) losses[1]).isCloseTo(each[4], within(1e-6));
    }
  }

  @Test
  void lossesAreWrittenFromIndexZeroAndTheBufferStaysInItsPlace() {
    try (Trainer trainer = mixed()) {
      FloatBuffer losses = FloatBuffer.wrap(new float[] {-1, -1, -1});
      losses.position(1);
      trainer.train(batches(BATCH_SIZE, masksFrom(0), 0, 1, 2, 3, 4, 5, 6, 7), 0.1f, losses);
      assertThat(losses.position()).isEqualTo(1);
      assertThat(losses.get(0)).isPositive();
      assertThat(losses.get(1)).isPositive();
      assertThat(losses.get(2)).isEqualTo(-1);
    }
  }

  @Test
  void loadingAnotherSetKeepsParametersMomentaAndStatistics() {
    Examples both = examples(MIXED, 12, 3);
    try (Trainer resident = open(MIXED, parameters(MIXED), MOMENTUM);
        Trainer streamed = open(MIXED, parameters(MIXED), MOMENTUM)) {
      resident.load(both);
      train(resident, 0.1f, BATCH_SIZE, masksFrom(0), 0, 1, 2, 3, 8, 9, 10, 11);
      streamed.load(both);
      train(streamed, 0.1f, BATCH_SIZE, masksFrom(0), 0, 1, 2, 3);
      streamed.load(new Examples(both.images().slice(8, 4), both.labels().slice(8, 4)));
      train(streamed, 0.1f, BATCH_SIZE, masksFrom(1), 0, 1, 2, 3);
      assertThat(streamed.parameters()).isEqualTo(resident.parameters());
    }
  }

  @Test
  void predictionsNeitherDependOnTheCutNorAskForMasksNorMoveAnything() {
    Images images = examples(MIXED, 2 * BATCH_SIZE + 1, 5).images();
    try (Trainer trainer = mixed()) {
      train(trainer, 0.1f, BATCH_SIZE, masksFrom(0), 0, 1, 2, 3);
      Parameters before = trainer.parameters();
      float[] together = predict(trainer, MIXED, images);
      for (int n = 0; n < images.count(); n++) {
        float[] alone = predict(trainer, MIXED, images.slice(n, 1));
        assertThat(alone).containsExactly(Arrays.copyOfRange(together, n * 4, n * 4 + 4));
      }
      assertThat(trainer.parameters()).isEqualTo(before);
    }
  }

  @Test
  void aPredictionBetweenTwoStepsChangesNeither() {
    Images images = examples(MIXED, 3, 5).images();
    try (Trainer disturbed = mixed();
        Trainer undisturbed = mixed()) {
      for (int step = 0; step < 2; step++) {
        train(disturbed, 0.1f, BATCH_SIZE, masksFrom(step), 0, 1, 2, 3);
        predict(disturbed, MIXED, images);
        train(undisturbed, 0.1f, BATCH_SIZE, masksFrom(step), 0, 1, 2, 3);
      }
      assertThat(disturbed.parameters()).isEqualTo(undisturbed.parameters());
    }
  }

  @Test
  void initialParametersComeBackBitForBit() {
    try (Trainer trainer = mixed()) {
      assertThat(trainer.parameters()).isEqualTo(parameters(MIXED));
    }
  }

  @Test
  void aTrainerOpenedWithExportedParametersPredictsTheSame() {
    Images images = examples(MIXED, 5, 5).images();
    try (Trainer trained = mixed()) {
      train(trained, 0.1f, BATCH_SIZE, masksFrom(0), 0, 1, 2, 3);
      Parameters exported = trained.parameters();
      try (Trainer reopened = open(MIXED, exported, MOMENTUM)) {
        assertThat(reopened.parameters()).isEqualTo(exported);
        assertThat(predict(reopened, MIXED, images))
            .containsExactly(predict(trained, MIXED, images), within(1e-5f));
      }
    }
  }

  @Test
  void trainingMemorizesRandomLabels() {
    try (Trainer trainer = mixed()) {
      int[] epoch = IntStream.range(0, 12).toArray();
      float first = train(trainer, 0.05f, BATCH_SIZE, masksFrom(0), epoch)[0];
      float[] last = {first};
      for (int i = 0; i < 100; i++) {
        last = train(trainer, 0.05f, BATCH_SIZE, keepAll(), epoch);
      }
      assertThat(last[0]).isLessThan(first / 20);
    }
  }

  private static Trainer mixed() {
    Trainer trainer = open(MIXED, parameters(MIXED), MOMENTUM);
    trainer.load(examples(MIXED, 12, 3));
    return trainer;
  }

  private static float[] train(
      Trainer trainer, float learningRate, int batchSize, DropoutMasks masks, int... indices) {
    FloatBuffer losses = FloatBuffer.allocate(indices.length / batchSize);
    trainer.train(batches(batchSize, masks, indices), learningRate, losses);
    return losses.array();
  }

  private static float[] predict(Trainer trainer, Model model, Images images) {
    FloatBuffer logits = FloatBuffer.allocate(images.count() * model.classes());
    trainer.predict(images, logits);
    return logits.array();
  }

  private static double crossEntropy(float[] logits, int example, int label) {
    double sum = Math.exp(logits[example * 2]) + Math.exp(logits[example * 2 + 1]);
    return Math.log(sum) - logits[example * 2 + label];
  }

  /** Masks that are different at every step, counted from the first of all calls. */
  private static DropoutMasks masksFrom(int firstStep) {
    return (step, dropout, mask) -> {
      for (int i = 0; i < mask.limit(); i++) {
        mask.put(i, (i + firstStep + step) % 3 == 0 ? 0 : 1.5f);
      }
    };
  }

  private static DropoutMasks keepAll() {
    return (step, dropout, mask) -> {
      for (int i = 0; i < mask.limit(); i++) {
        mask.put(i, 1);
      }
    };
  }

  private static Parameters perceptron(double[] w, double[] b) {
    return Parameters.of(
        PERCEPTRON.parameters(),
        Map.of(
            "dense1.weight", new float[] {(float) w[0], (float) w[1]},
            "dense1.bias", new float[] {(float) b[0], (float) b[1]}));
  }
}
