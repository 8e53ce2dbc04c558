package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.random.RandomStream;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
  private static final int CLASSES = 7;

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "2, 1, 2", "40, 1, 40", "200, 5, 200", "200, 5, 230", "500, 20, 500"})
  void theNetworkHasEveryLabelWithoutTraining(int count, int dimensions, int units) {
    Examples examples = examples(count, dimensions);
    Model model = model(dimensions, units);

    FloatBuffer logits = predict(model, Interpolation.parameters(model, examples, 1), examples);

    assertThat(Evaluator.evaluate(Loss.CROSS_ENTROPY, logits, examples.labels(), CLASSES).wrong())
        .isZero();
    assertThat(Interpolation.largestError(logits, examples.labels(), CLASSES)).isLessThan(0.01);
  }

  @Test
  void otherLabelsOfTheSamePointsAreOtherWeights() {
    Examples examples = examples(50, 4);
    IntBuffer labels = DirectBuffers.ints(50);
    for (int i = 0; i < 50; i++) {
      labels.put(i, (examples.labels().get(i) + 3) % CLASSES);
    }
    Examples relabelled = new Examples(examples.images(), labels);
    Model model = model(4, 50);

    FloatBuffer logits = predict(model, Interpolation.parameters(model, relabelled, 1), examples);

    assertThat(Evaluator.evaluate(Loss.CROSS_ENTROPY, logits, labels, CLASSES).wrong()).isZero();
    assertThat(Evaluator.evaluate(Loss.CROSS_ENTROPY, logits, examples.labels(), CLASSES).wrong())
        .isEqualTo(50);
  }

  @Test
  void theLargestErrorIsThatOfTheWorstExample() {
    FloatBuffer logits =
        FloatBuffer.wrap(new float[] {0, 16 * (2 * 1.25f - 1), 0, 16 * (2 * -3f - 1)});

    assertThat(Interpolation.largestError(logits, IntBuffer.wrap(new int[] {1, 0}), 2))
        .isEqualTo(3);
  }

  @Test
  void noNetworkInterpolatesTwoLabelsOfOneImage() {
    Examples examples = plane(1, 0, 2, 0, 1, 0, 3, 0);

    assertThatThrownBy(() -> Interpolation.parameters(model(2, 4), examples, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no network can interpolate them: at least two training images are the same");
  }

  @Test
  void imagesMayBeTooNearForFloat32() {
    Examples examples = plane(1, -1e-9f, 1, 0, 1, 1e-9f);

    assertThatThrownBy(() -> Interpolation.parameters(model(2, 3), examples, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "float32 cannot interpolate the training images [02] and 1: they are too nearly the same");
  }

  private static Examples plane(float... values) {
    FloatBuffer buffer = DirectBuffers.floats(values.length);
    buffer.put(0, values);
    int count = values.length / 2;
    return new Examples(new Images(count, Shape.of(2, 1, 1), buffer), DirectBuffers.ints(count));
  }

  private static Examples examples(int count, int dimensions) {
    FloatBuffer values = DirectBuffers.floats(count * dimensions);
    IntBuffer labels = DirectBuffers.ints(count);
    RandomStream random = RandomStream.of(5, "points of a test");
    for (int i = 0; i < count; i++) {
      labels.put(i, random.nextInt(CLASSES));
      for (int j = 0; j < dimensions; j++) {
        values.put(i * dimensions + j, (float) random.nextDouble());
      }
    }
    return new Examples(new Images(count, Shape.of(dimensions, 1, 1), values), labels);
  }

  private static Model model(int dimensions, int units) {
    return Model.of(
        "theorem",
        Shape.of(dimensions, 1, 1),
        List.of(
            new Layer.Flatten(),
            new Layer.Dense(1, false),
            new Layer.Dense(units, true),
            new Layer.Relu(),
            new Layer.Dense(1, false),
            new Layer.Dense(CLASSES, true)),
        Initializer.HE_NORMAL);
  }

  private static FloatBuffer predict(Model model, Parameters parameters, Examples examples) {
    FloatBuffer logits = DirectBuffers.floats(examples.count() * CLASSES);
    TrainingPlan plan = new TrainingPlan(model, Device.first(DeviceKind.CPU), 1, 10, new Sgd(0, 0));
    try (Trainer trainer = new ReferenceBackend().open(plan, parameters)) {
      trainer.predict(examples.images(), logits);
    }
    return logits;
  }
}
