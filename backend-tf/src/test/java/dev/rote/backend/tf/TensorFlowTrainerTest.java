package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TensorFlowTrainerTest {
  private static final int BATCH = Fixture.BATCH;

  @Test
  void firstLossesOfThePerceptronOfThePaperAreTheOracles() {
    Model model = Fixture.perceptron(Shape.of(3, 28, 28), 512, 10);
    Parameters initial = Fixture.parameters(model, 1);
    Examples examples = Fixture.examples(model, 256, 2);

    try (Trainer trainer = Fixture.open(model, 64, Fixture.MOMENTUM, initial);
        Trainer oracle = Fixture.oracle(model, 64, Fixture.MOMENTUM, initial)) {
      trainer.load(examples);
      oracle.load(examples);
      float[] losses = Fixture.train(trainer, Fixture.batches(0, 20, 64, 256), 0.01f);
      float[] expected = Fixture.train(oracle, Fixture.batches(0, 20, 64, 256), 0.01f);
      for (int step = 0; step < 20; step++) {
        assertThat(losses[step])
            .as("step %d", step)
            .isCloseTo(expected[step], within(2e-6f * expected[step]));
      }
    }
  }

  @Test
  void momentumSurvivesAChangeOfTheLearningRate() {
    Model model = Fixture.perceptron(Shape.of(1, 3, 4), 9, 5);
    Parameters initial = Fixture.parameters(model, 1);
    Examples examples = Fixture.examples(model, 40, 2);
    Sgd sgd = new Sgd(0.9f, 0.01f);

    try (Trainer trainer = Fixture.open(model, BATCH, sgd, initial);
        Trainer oracle = Fixture.oracle(model, BATCH, sgd, initial)) {
      trainer.load(examples);
      oracle.load(examples);
      float[] rates = {0.05f, 0.02f, 0, 0.08f};
      for (int call = 0; call < rates.length; call++) {
        var batches = Fixture.batches(10 * call, 10, BATCH, 40);
        assertThat(Fixture.train(trainer, batches, rates[call]))
            .containsExactly(Fixture.train(oracle, batches, rates[call]), within(1e-5f));
      }
    }
  }

  static Stream<Arguments> splits() {
    return Stream.of(
            List.of("several steps a run", Fixture.perceptron(Shape.of(2, 5, 4), 16, 4)),
            List.of("convolutions", Fixture.convolutional()),
            List.of("dropout", dropout()))
        .map(List::toArray)
        .map(Arguments::of);
  }

  private static Model dropout() {
    return Fixture.model(
        Shape.of(2, 4, 3),
        new Layer.Dropout(1 / 3f),
        new Layer.Flatten(),
        new Layer.Dense(8, true),
        new Layer.Dropout(1 / 3f),
        new Layer.Dense(4, true));
  }

  /** Runs of eight steps and of one, in other numbers and places. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("splits")
  void sameStepsGiveTheSameBitsHoweverTheyAreSplit(String name, Model model) {
    Run whole = run(model, 27);

    assertThat(run(model, 27)).isEqualTo(whole);
    assertThat(run(model, 1, 2, 8, 9, 7)).isEqualTo(whole);
  }

  private record Run(FloatBuffer losses, Parameters parameters) {}

  private static Run run(Model model, int... calls) {
    FloatBuffer losses = FloatBuffer.allocate(Arrays.stream(calls).sum());
    Sgd sgd = new Sgd(0.9f, 0.01f);
    try (Trainer trainer = Fixture.open(model, BATCH, sgd, Fixture.parameters(model, 1))) {
      trainer.load(Fixture.examples(model, 40, 2));
      int done = 0;
      for (int steps : calls) {
        var batches = Fixture.batches(done, steps, BATCH, 40, Fixture.masks(done));
        trainer.train(batches, 0.01f, losses.slice(done, steps));
        done += steps;
      }
      return new Run(losses, trainer.parameters());
    }
  }

  @Test
  void batchNormAveragesTheMeanAndTheUnbiasedVarianceOfBatches() {
    Model model =
        Fixture.model(
            Shape.of(2, 1, 2), new Layer.BatchNorm(0.5f, 0.75f, false), new Layer.Flatten());
    Parameters initial =
        Fixture.with(
            Fixture.parameters(model, 1),
            Map.of(
                "batchNorm1.shift", new float[] {0, 3},
                "batchNorm1.runningMean", new float[] {8, 0},
                "batchNorm1.runningVariance", new float[] {1, 4}));
    // Channel 1 is 1, 3, 5, 7 over both images: mean 4, squares about it 20.
    Examples examples =
        new Examples(Fixture.images(model.input(), 1, 3, 2, 2, 5, 7, 2, 2), Fixture.ints(0, 1));

    try (Trainer trainer = Fixture.open(model, 2, Fixture.PLAIN, initial)) {
      trainer.load(examples);
      Fixture.train(trainer, Fixture.batches(0, 1, 2, 2), 0);

      Parameters after = trainer.parameters();
      assertThat(after.toArray("batchNorm1.runningMean"))
          .containsExactly(new float[] {0.75f * 8 + 0.25f * 4, 0.25f * 2}, within(1e-6f));
      assertThat(after.toArray("batchNorm1.runningVariance"))
          .containsExactly(new float[] {0.75f + 0.25f * 20 / 3, 0.75f * 4}, within(1e-6f));
      double first = 1 / Math.sqrt(0.75 + 0.25 * 20 / 3 + 0.5);
      float[] logits = Fixture.predict(trainer, examples.images().slice(0, 1), 4);
      assertThat((double) logits[0]).isCloseTo((1 - 7) * first, within(1e-5));
      assertThat((double) logits[2]).isCloseTo((2 - 0.5) / Math.sqrt(3.5) + 3, within(1e-5));
    }
  }

  @Test
  void singleValueHasTheVarianceZero() {
    Model model =
        Fixture.model(
            Shape.of(2, 1, 1), new Layer.BatchNorm(0.5f, 0.5f, false), new Layer.Flatten());
    Parameters initial =
        Fixture.with(
            Fixture.parameters(model, 1), Map.of("batchNorm1.runningVariance", new float[] {1, 4}));

    try (Trainer trainer = Fixture.open(model, 1, Fixture.PLAIN, initial)) {
      trainer.load(new Examples(Fixture.images(model.input(), 3, 4), Fixture.ints(0)));
      Fixture.train(trainer, Fixture.batches(0, 1, 1, 1), 0);

      assertThat(trainer.parameters().toArray("batchNorm1.runningVariance"))
          .containsExactly(0.5f, 2);
    }
  }

  @Test
  void dropoutMultipliesByTheMaskOfItsStepAndOnlyInTraining() {
    Model model = Fixture.model(Shape.of(1, 1, 3), new Layer.Dropout(0.5f), new Layer.Flatten());
    Examples examples = new Examples(Fixture.images(model.input(), 1, 2, 3), Fixture.ints(2));
    // Step 0 keeps the first value, step 1 the last one.
    DropoutMasks masks = (step, dropout, mask) -> mask.put(0, new float[3]).put(2 * step, 2);

    try (Trainer trainer = Fixture.open(model, 1, Fixture.PLAIN, Fixture.parameters(model, 1))) {
      trainer.load(examples);
      float[] losses = Fixture.train(trainer, Fixture.batches(0, 2, 1, 1, masks), 0.1f);

      assertThat((double) losses[0]).isCloseTo(Math.log(Math.exp(2) + 2), within(1e-6));
      assertThat((double) losses[1]).isCloseTo(Math.log(Math.exp(6) + 2) - 6, within(1e-6));
      assertThat(Fixture.predict(trainer, examples.images(), 3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void lastBatchOfPredictionsMayBeSmaller() {
    Model model = Fixture.convolutional();
    Examples examples = Fixture.examples(model, 2 * BATCH + 3, 2);
    try (Trainer trainer =
        Fixture.open(model, BATCH, Fixture.PLAIN, Fixture.parameters(model, 1))) {
      float[] together = Fixture.predict(trainer, examples.images(), 10);
      float[] alone = Fixture.predict(trainer, examples.images().slice(2 * BATCH + 2, 1), 10);

      assertThat(Arrays.copyOfRange(together, together.length - 10, together.length))
          .containsExactly(alone, within(1e-5f));
    }
  }

  @Test
  void parametersComeBackAsTheyWent() {
    Model model = Fixture.convolutional();
    Parameters initial = Fixture.parameters(model, 1);
    try (Trainer trainer = Fixture.open(model, BATCH, Fixture.PLAIN, initial)) {
      assertThat(trainer.parameters()).isEqualTo(initial);
    }
  }

  @Test
  void newTrainingSetReplacesTheOldOneAndNothingElse() {
    Model model = Fixture.perceptron(Shape.of(1, 3, 4), 9, 5);
    Examples all = Fixture.examples(model, 32, 2);
    int[] labels = new int[32];
    all.labels().get(0, labels);
    Examples later =
        new Examples(all.images().slice(16, 16), Fixture.ints(Arrays.copyOfRange(labels, 16, 32)));
    try (Trainer one = openPerceptron(model);
        Trainer two = openPerceptron(model)) {
      one.load(all);
      float[] expected = Fixture.train(one, Fixture.batches(0, 4, BATCH, 32), 0.1f);
      two.load(all);
      Fixture.train(two, Fixture.batches(0, 2, BATCH, 32), 0.1f);
      two.load(later);

      assertThat(Fixture.train(two, Fixture.batches(0, 2, BATCH, 16), 0.1f))
          .containsExactly(Arrays.copyOfRange(expected, 2, 4));
      assertThat(two.parameters()).isEqualTo(one.parameters());
    }
  }

  private static Trainer openPerceptron(Model model) {
    return Fixture.open(model, BATCH, Fixture.MOMENTUM, Fixture.parameters(model, 1));
  }

  @Test
  void lossesAreWrittenFromIndexZeroWithoutMovingThePosition() {
    Model model = Fixture.perceptron(Shape.of(1, 3, 4), 9, 5);
    FloatBuffer losses = FloatBuffer.wrap(new float[] {-1, -1, -1, -1}).position(2);
    try (Trainer trainer = openPerceptron(model)) {
      trainer.load(Fixture.examples(model, 16, 2));
      trainer.train(Fixture.batches(0, 3, BATCH, 16), 0.1f, losses);
    }
    assertThat(losses.position()).isEqualTo(2);
    assertThat(losses.get(0)).isPositive();
    assertThat(losses.get(2)).isPositive();
    assertThat(losses.get(3)).isEqualTo(-1);
  }

  @Test
  void trainingWithoutATrainingSetSaysWhatToDo() {
    Model model = Fixture.perceptron(Shape.of(1, 3, 4), 9, 5);
    try (Trainer trainer = openPerceptron(model)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Fixture.train(trainer, Fixture.batches(0, 1, BATCH, 16), 0.1f))
          .withMessage("there is no training set: call load before train");
    }
  }

  @Test
  void mayBeClosedTwice() {
    Trainer trainer = openPerceptron(Fixture.perceptron(Shape.of(1, 3, 4), 9, 5));
    trainer.close();
    trainer.close();
  }

  @Test
  void everyTensorIsClosed() {
    Model model = dropout();
    try (Trainer trainer = openPerceptron(model)) {
      Examples examples = Fixture.examples(model, 40, 2);
      trainer.load(examples);
      train(trainer, model, examples, 50);
      long before = Pointer.totalCount();
      trainer.load(examples);
      train(trainer, model, examples, 200);

      assertThat(Pointer.totalCount()).isEqualTo(before);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryStaysFlatOverFiveThousandSteps() throws IOException {
    Model model = Fixture.perceptron(Shape.of(3, 16, 16), 32, 10);
    try (Trainer trainer = openPerceptron(model)) {
      Examples examples = Fixture.examples(model, 40, 2);
      trainer.load(examples);
      train(trainer, model, examples, 1000);
      long before = residentKilobytes();
      train(trainer, model, examples, 5000);

      // The gradient of the first layer has 96 kilobytes, a batch 24, and the JVM takes its share.
      assertThat(residentKilobytes() - before).isLessThan(24 * 1024);
    }
  }

  private static void train(Trainer trainer, Model model, Examples examples, int steps) {
    for (int done = 0; done < steps; done += 50) {
      Fixture.train(trainer, Fixture.batches(done, 50, BATCH, 40, Fixture.masks(done)), 0.001f);
      Fixture.predict(trainer, examples.images(), model.classes());
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
