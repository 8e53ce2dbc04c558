package dev.rote.backend.reference;

import static dev.rote.backend.reference.Fixture.PERCEPTRON;
import static dev.rote.backend.reference.Fixture.batches;
import static dev.rote.backend.reference.Fixture.examples;
import static dev.rote.backend.reference.Fixture.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.api.Batches;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wrong call is told, and that it changes nothing. */
class ReferenceTrainerErrorsTest {
  private final Trainer trainer =
      Fixture.open(PERCEPTRON, parameters(PERCEPTRON), new Sgd(0, 0), 2);
  private final Examples three = examples(PERCEPTRON, 3, 1);
  private final Examples otherShape =
      examples(Shape.of(1, 1, 2), new float[] {1, 2}, new int[] {0});

  @AfterEach
  void close() {
    trainer.close();
  }

  @Test
  void trainNeedsLoad() {
    assertThatThrownBy(() -> train(batch(0, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("train was called before load: load the training set first");
  }

  @Test
  void aClosedTrainerSaysSoAndMayBeClosedAgain() {
    trainer.load(three);
    trainer.close();
    trainer.close();
    String message = "the trainer of the model perceptron is closed: open another one";
    for (ThrowingCallable call :
        Arrays.<ThrowingCallable>asList(
            () -> trainer.load(three),
            () -> train(batch(0, 1)),
            () -> trainer.predict(three.images(), FloatBuffer.allocate(6)),
            trainer::parameters)) {
      assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
    }
  }

  @Test
  void imagesOfAnotherShape() {
    String message = "the images are [1, 1, 2], but the model perceptron takes [1, 1, 1]";
    assertRejected(() -> trainer.load(otherShape)).hasMessage(message);
    assertRejected(() -> trainer.predict(otherShape.images(), FloatBuffer.allocate(2)))
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2})
  void labelsOutsideOfTheClasses(int label) {
    Examples wrong = examples(PERCEPTRON.input(), new float[] {1, 2}, new int[] {0, label});
    assertRejected(() -> trainer.load(wrong))
        .hasMessage(
            "the label of example 1 is %d, but the model perceptron has 2 classes: allowed is 0 to 1",
            label);
  }

  @Test
  void batchesOfAnotherSize() {
    trainer.load(three);
    assertRejected(() -> train(batches(3, DropoutMasks.NONE, 0, 1, 2)))
        .hasMessage("the batches have 3 examples each, but the trainer was opened for 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void examplesThatAreNotLoaded(int index) {
    trainer.load(three);
    assertRejected(() -> train(batch(0, 1, 2, index)))
        .hasMessage("step 1 uses example %d, but 3 are loaded: allowed is 0 to 2", index);
    assertThat(trainer.parameters()).isEqualTo(parameters(PERCEPTRON));
  }

  @Test
  void buffersThatAreTooSmall() {
    trainer.load(three);
    assertRejected(() -> trainer.train(batch(0, 1, 2, 0), 0.1f, FloatBuffer.allocate(1)))
        .hasMessage("2 losses are to be written, but the buffer ends at 1");
    assertRejected(() -> trainer.predict(three.images(), FloatBuffer.allocate(5)))
        .hasMessage("6 logits are to be written, but the buffer ends at 5");
    assertThat(trainer.parameters()).isEqualTo(parameters(PERCEPTRON));
  }

  @Test
  void parametersOfAnotherModel() {
    Model other =
        Fixture.model("other", Shape.of(1, 1, 1), new Layer.Flatten(), new Layer.Dense(3, true));
    Parameters parameters = parameters(other);
    assertRejected(() -> Fixture.open(PERCEPTRON, parameters, new Sgd(0, 0)))
        .hasMessage(
            "the initial parameters are not those of the model perceptron: it has "
                + "[dense1.weight [2, 1], dense1.bias [2]], but they are "
                + "[dense1.weight [3, 1], dense1.bias [3]]");
  }

  private void train(Batches batches) {
    trainer.train(batches, 0.1f, FloatBuffer.allocate(batches.steps()));
  }

  private static Batches batch(int... indices) {
    return batches(2, DropoutMasks.NONE, indices);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRejected(
      ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }
}
