package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract does not ask: TensorFlow's runs of several steps, and its memory. */
class TensorFlowTrainerTest {
  private static final int BATCH = Fixture.BATCH;

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

  private static Trainer openPerceptron(Model model) {
    return Fixture.open(model, BATCH, Fixture.MOMENTUM, Fixture.parameters(model, 1));
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
