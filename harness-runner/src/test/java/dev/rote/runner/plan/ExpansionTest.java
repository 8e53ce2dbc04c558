package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rote.api.Loss;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.data.Preprocessing;
import dev.rote.runner.fixture.KnownSets;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.Start;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExpansionTest {
  @Test
  void takesModelsThenExperimentsThenSweepsThenSeeds() {
    assertThat(
            Expansion.of(
                Suites.with(
                    "[64, 128]",
                    "[{name: true-labels}, {name: random-labels, labelCorruption: [0.5, 1.0]}]",
                    "[1, 2]")))
        .extracting(Experiment::id)
        .startsWith(
            "wide/true-labels-batch-64/seed-1",
            "wide/true-labels-batch-64/seed-2",
            "wide/true-labels-batch-128/seed-1",
            "wide/true-labels-batch-128/seed-2",
            "wide/random-labels-0.5-batch-64/seed-1",
            "wide/random-labels-0.5-batch-64/seed-2",
            "wide/random-labels-0.5-batch-128/seed-1",
            "wide/random-labels-0.5-batch-128/seed-2",
            "wide/random-labels-1.0-batch-64/seed-1")
        .contains("narrow/true-labels-batch-64/seed-1")
        .hasSize(2 * 3 * 2 * 2)
        .doesNotHaveDuplicates();
  }

  @Test
  void keepsTheNameWhereNothingIsSwept() {
    assertThat(
            Expansion.of(
                Suites.with("128", "[{name: random-labels, labelCorruption: 1.0}]", "[7]")))
        .extracting(Experiment::id, Experiment::name)
        .containsExactly(
            tuple("wide/random-labels/seed-7", "random-labels"),
            tuple("narrow/random-labels/seed-7", "random-labels"));
  }

  @Test
  void namesTheValueOfAListOfOneSoThatAddingASecondRenamesNothing() {
    assertThat(
            Expansion.of(
                Suites.with("[128]", "[{name: random-labels, labelCorruption: [1.0]}]", "[1]")))
        .extracting(Experiment::name)
        .containsOnly("random-labels-1.0-batch-128");
  }

  @Test
  void saysEverythingAboutATraining() {
    String experiment =
        "[{name: noisy, labelCorruption: 0.25, inputCorruption: random-pixels, regularizers: {weightDecay: 0.0005, augmentation: [random-flip]}}]";

    Suite suite = Suites.with("64\nloss: squared", experiment, "[3]");
    Experiment noisy = Expansion.of(suite).getLast();

    assertThat(noisy.model().name()).isEqualTo("narrow");
    assertThat(noisy.model().input()).isEqualTo(Shape.of(3, 28, 28));
    assertThat(noisy)
        .isEqualTo(
            new Experiment(
                "narrow/noisy/seed-3",
                "noisy",
                noisy.model(),
                new DataRecipe(
                    KnownSets.SHAPES,
                    500,
                    100,
                    new Preprocessing(true, OptionalInt.empty(), true),
                    0.25,
                    LabelNoise.UNIFORM,
                    InputCorruption.RANDOM_PIXELS,
                    Augmentation.NONE.withFlip(),
                    3),
                Loss.SQUARED,
                new Sgd(0.9f, 0.0005f),
                new LearningRate(0.1, 0.95),
                64,
                3,
                Start.DRAWN,
                new Thresholds(0, List.of(0.1, 0.01)),
                new StopRule(StopRule.Until.ALL, 100, Duration.ofMinutes(10))));
  }

  @Test
  void derivesModelsForCroppedImages() {
    assertThat(Expansion.of(Suites.parse(Suites.VALID.replace("set: shapes", "set: cifar10"))))
        .extracting(experiment -> experiment.model().input())
        .containsOnly(Shape.of(3, 28, 28));
  }
}
