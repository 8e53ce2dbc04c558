package dev.rote.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Batches;
import dev.rote.api.DeviceKind;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DjlTrainerTest {
  private static final int BATCH = 8;

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void stepsAreThoseOfTheFormulaAlsoWhenTheLearningRateChanges(DeviceKind device) {
    Shape image = Shape.of(1, 3, 4);
    Model model = Fixture.perceptron(image, 9, 5);
    Sgd sgd = new Sgd(0.9f, 0.01f);
    Parameters initial = Fixture.parameters(model, 1);
    Examples examples = Fixture.examples(model, 40, 2);
    DenseOracle oracle = new DenseOracle(12, 9, 5, sgd, initial);

    try (Trainer trainer = Fixture.open(device, model, BATCH, sgd, initial)) {
      trainer.load(examples);
      float[] rates = {0.05f, 0.02f, 0, 0.08f};
      for (int call = 0; call < rates.length; call++) {
        Batches batches = Fixture.batches(10 * call, 10, BATCH, 40);
        float[] losses = Fixture.train(trainer, batches, rates[call]);
        for (int step = 0; step < 10; step++) {
          double expected = oracle.step(examples, batches.step(step), rates[call]);
          assertThat((double) losses[step]).isCloseTo(expected, within(2e-6 * (1 + expected)));
        }
      }
      Parameters trained = trainer.parameters();
      for (int i = 0; i < 4; i++) {
        double[] expected = oracle.parameter(i);
        float[] actual = trained.toArray(model.parameters().get(i).name());
        for (int j = 0; j < actual.length; j++) {
          assertThat((double) actual[j]).isCloseTo(expected[j], within(5e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void perceptronMemorizesRandomLabels(DeviceKind device) {
    Model model = Fixture.perceptron(Shape.of(3, 8, 8), 64, 10);
    Examples examples = Fixture.examples(model, 64, 2);
    try (Trainer trainer =
        Fixture.open(device, model, BATCH, Fixture.MOMENTUM, Fixture.parameters(model, 1))) {
      trainer.load(examples);
      Fixture.train(trainer, Fixture.batches(0, 400, BATCH, 64), 0.02f);

      assertThat(classes(Fixture.predict(trainer, examples.images(), 10), 10))
          .containsExactly(labels(examples));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void sameStepsGiveTheSameBitsHoweverTheyAreSplit(DeviceKind device) {
    Model model = Fixture.convolutional();
    Examples examples = Fixture.examples(model, 40, 2);
    Run whole = run(device, model, examples, 12);

    assertThat(run(device, model, examples, 12)).isEqualTo(whole);
    assertThat(run(device, model, examples, 5, 1, 6)).isEqualTo(whole);
  }

  private record Run(FloatBuffer losses, Parameters parameters) {}

  private static Run run(DeviceKind device, Model model, Examples examples, int... calls) {
    FloatBuffer losses = FloatBuffer.allocate(Arrays.stream(calls).sum());
    Sgd sgd = new Sgd(0.9f, 0.01f);
    try (Trainer trainer = Fixture.open(device, model, BATCH, sgd, Fixture.parameters(model, 1))) {
      trainer.load(examples);
      int done = 0;
      for (int steps : calls) {
        Batches batches = Fixture.batches(done, steps, BATCH, 40);
        trainer.train(batches, 0.01f, losses.slice(done, steps));
        done += steps;
      }
      return new Run(losses, trainer.parameters());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void batchNormAveragesTheMeanAndTheUnbiasedVarianceOfBatches(DeviceKind device) {
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

    try (Trainer trainer = Fixture.open(device, model, 2, Fixture.PLAIN, initial)) {
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

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void dropoutMultipliesByTheMaskOfItsStepAndOnlyInTraining(DeviceKind device) {
    Model model = Fixture.model(Shape.of(1, 1, 3), new Layer.Dropout(0.5f), new Layer.Flatten());
    Examples examples = new Examples(Fixture.images(model.input(), 1, 2, 3), Fixture.ints(2));
    // Step 0 keeps the first value, step 1 the last one.
    DropoutMasks masks = (step, dropout, mask) -> mask.put(0, new float[3]).put(2 * step, 2);

    try (Trainer trainer =
        Fixture.open(device, model, 1, Fixture.PLAIN, Fixture.parameters(model, 1))) {
      trainer.load(examples);
      float[] losses = Fixture.train(trainer, Fixture.batches(0, 2, 1, 1, masks), 0.1f);

      assertThat((double) losses[0]).isCloseTo(Math.log(Math.exp(2) + 2), within(1e-6));
      assertThat((double) losses[1]).isCloseTo(Math.log(Math.exp(6) + 2) - 6, within(1e-6));
      assertThat(Fixture.predict(trainer, examples.images(), 3)).containsExactly(1, 2, 3);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void lastBatchOfPredictionsMayBeSmaller(DeviceKind device) {
    Model model = Fixture.convolutional();
    Examples examples = Fixture.examples(model, 2 * BATCH + 3, 2);
    try (Trainer trainer =
        Fixture.open(device, model, BATCH, Fixture.PLAIN, Fixture.parameters(model, 1))) {
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
    try (Trainer trainer = Fixture.open(DeviceKind.CPU, model, BATCH, Fixture.PLAIN, initial)) {
      assertThat(trainer.parameters()).isEqualTo(initial);
    }
  }

  @Test
  void newTrainingSetReplacesTheOldOneAndNothingElse() {
    Model model = Fixture.perceptron(Shape.of(1, 3, 4), 9, 5);
    Examples all = Fixture.examples(model, 32, 2);
    Examples later =
        new Examples(
            all.images().slice(16, 16), Fixture.ints(Arrays.copyOfRange(labels(all), 16, 32)));
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
    return Fixture.open(
        DeviceKind.CPU, model, BATCH, Fixture.MOMENTUM, Fixture.parameters(model, 1));
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
  void closingTwiceIsAllowed() {
    Trainer trainer = openPerceptron(Fixture.perceptron(Shape.of(1, 3, 4), 9, 5));
    trainer.close();
    trainer.close();
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @EnumSource(names = {"CPU", "ONEDNN"})
  void memoryDoesNotGrowWithStepsNorWithTrainers(DeviceKind device) throws IOException {
    Model model = Fixture.convolutional();
    Examples examples = Fixture.examples(model, 64, 2);
    trainFor(device, model, examples, 300);
    long before = residentMebibytes();

    trainFor(device, model, examples, 2_000);
    for (int i = 0; i < 20; i++) {
      trainFor(device, model, examples, 10);
    }

    assertThat(residentMebibytes() - before).isLessThan(50);
  }

  private static void trainFor(DeviceKind device, Model model, Examples examples, int steps) {
    try (Trainer trainer =
        Fixture.open(device, model, BATCH, Fixture.MOMENTUM, Fixture.parameters(model, 1))) {
      trainer.load(examples);
      Fixture.train(trainer, Fixture.batches(0, steps, BATCH, 64), 0.001f);
      Fixture.predict(trainer, examples.images(), 10);
    }
  }

  private static long residentMebibytes() throws IOException {
    System.gc(); // the heap's own growth is not what is asked
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static int[] labels(Examples examples) {
    int[] labels = new int[examples.count()];
    examples.labels().get(0, labels);
    return labels;
  }

  private static int[] classes(float[] logits, int classes) {
    int[] best = new int[logits.length / classes];
    for (int i = 0; i < logits.length; i++) {
      int example = i / classes;
      if (logits[i] > logits[example * classes + best[example]]) {
        best[example] = i % classes;
      }
    }
    return best;
  }
}
