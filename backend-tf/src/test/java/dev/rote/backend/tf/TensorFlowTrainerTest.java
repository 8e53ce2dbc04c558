package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Backend;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Models;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final int BATCH = 8;

  private final Backend backend = new TensorFlowBackend();

  static Stream<Arguments> splits() {
    return Stream.of(
            List.of("several steps a run", Models.perceptron(Shape.of(2, 5, 4), 16, 4)),
            List.of("convolutions", Models.convolutional()),
            List.of("dropout", dropout()))
        .map(List::toArray)
        .map(Arguments::of);
  }

  private static Model dropout() {
    return Models.of(
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
    Scenario scenario =
        Scenario.ofEpochs(model, BATCH, 27 * BATCH, 27, 0.01f).with(new Sgd(0.9f, 0.01f));
    Outcome whole = run(scenario);

    assertThat(run(scenario)).isEqualTo(whole);
    assertThat(run(split(scenario, 1, 2, 8, 9, 7))).isEqualTo(whole);
  }

  private static Scenario split(Scenario scenario, int... calls) {
    List<Action> actions = new ArrayList<>(List.of(new Action.Load(scenario.examples())));
    Action.Train whole = scenario.trainings().getFirst();
    int done = 0;
    for (int steps : calls) {
      actions.add(whole.part(done, steps));
      done += steps;
    }
    return scenario.doing(actions);
  }

  private Outcome run(Scenario scenario) {
    return scenario.run(backend, TestDevice.ofThisRun(), 1);
  }

  /** An epoch of 50 steps. */
  private static Scenario fiftySteps(Model model) {
    return Scenario.ofEpochs(model, BATCH, 50 * BATCH, 50, 0.001f);
  }

  @Test
  void everyTensorIsClosed() {
    Scenario scenario = fiftySteps(dropout());
    try (Trainer trainer = scenario.open(backend, TestDevice.ofThisRun(), 1)) {
      trainer.load(scenario.examples());
      train(trainer, scenario, 50);
      long before = Pointer.totalCount();
      trainer.load(scenario.examples());
      train(trainer, scenario, 200);

      assertThat(Pointer.totalCount()).isEqualTo(before);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryStaysFlatOverFiveThousandSteps() throws IOException {
    Scenario scenario = fiftySteps(Models.perceptron(Shape.of(3, 16, 16), 32, 10));
    try (Trainer trainer = scenario.open(backend, TestDevice.ofThisRun(), 1)) {
      trainer.load(scenario.examples());
      train(trainer, scenario, 1000);
      long before = residentKilobytes();
      train(trainer, scenario, 5000);

      // The gradient of the first layer has 96 kilobytes, a batch 24, and the JVM takes its share.
      assertThat(residentKilobytes() - before).isLessThan(24 * 1024);
    }
  }

  private static void train(Trainer trainer, Scenario scenario, int steps) {
    Action.Train epoch = scenario.trainings().getFirst();
    for (int done = 0; done < steps; done += 50) {
      Scenario.train(trainer, epoch.batches(), epoch.learningRate());
      scenario.predict(trainer, scenario.questions().slice(0, 40));
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
