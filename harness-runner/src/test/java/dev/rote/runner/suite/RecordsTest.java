package dev.rote.runner.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.api.Sgd;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.fixture.KnownSets;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.suite.LearningRate.CosineDecay;
import dev.rote.runner.suite.LearningRate.ExponentialDecay;
import dev.rote.runner.suite.LearningRate.StepDecay;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  static Stream<Arguments> refused() {
    return Stream.of(
        refused(
            "the initial learning rate is -1.0, allowed is 0 or more, also as float32",
            () -> new LearningRate(-1, 1)),
        refused(
            "the initial learning rate is 1.0E-60, allowed is 0 or more, also as float32",
            () -> new LearningRate(1e-60, 1)),
        refused(
            "the initial learning rate is 1.0E60, allowed is 0 or more, also as float32",
            () -> new LearningRate(1e60, 1)),
        refused(
            "decayPerEpoch is 1.5, allowed is more than 0 and at most 1",
            () -> new LearningRate(0.1, 1.5)),
        refused(
            "the epochs of a step are [5, 5], allowed are ascending ones of 1 or more",
            () -> new StepDecay(List.of(5, 5), 0.1)),
        refused(
            "the epochs of a step are [0], allowed are ascending ones of 1 or more",
            () -> new StepDecay(List.of(0), 0.1)),
        refused("a step has no epochs, allowed is 1 or more", () -> new StepDecay(List.of(), 0.1)),
        refused(
            "the factor of a step is 0.0, allowed is more than 0 and at most 1",
            () -> new StepDecay(List.of(5), 0)),
        refused("the epochs of a cosine are 0, allowed is 1 or more", () -> new CosineDecay(0, 0)),
        refused(
            "the final learning rate is -1.0, allowed is 0 or more", () -> new CosineDecay(1, -1)),
        refused(
            "the final learning rate is 0.2, allowed is 0 to 0.1, the initial one",
            () -> new LearningRate(0.1, new CosineDecay(1, 0.2), 0)),
        refused(
            "the final learning rate is 0.02, allowed is 0 to 0.01, the initial one",
            () -> rated(0.01, new LearningRate(0.1, new CosineDecay(1, 0.02), 0))),
        refused(
            "warmupEpochs is -1, allowed is 0 or more",
            () -> new LearningRate(0.1, new ExponentialDecay(1), -1)),
        refused(
            "momentum is 1.0, allowed is 0 or more and less than 1", () -> new Optimizer(1, false)),
        refused("error is 1.1, allowed is 0 to 1", () -> new Thresholds(1.1, List.of())),
        refused("a loss is 0.0, allowed is more than 0", () -> new Thresholds(0, List.of(0.0))),
        refused(
            "maxEpochs is 0, allowed is 1 or more",
            () -> new StopRule(StopRule.Until.ALL, 0, SECOND)),
        refused(
            "timeout is PT0S, allowed is more than 0",
            () -> new StopRule(StopRule.Until.ALL, 1, Duration.ZERO)),
        refused(
            "forks is -1, allowed is 0 or more",
            () -> new Measuring(List.of(1), -1, 0, SECOND, 1, SECOND)),
        refused(
            "iterations is 0, allowed is 1 or more",
            () -> new Measuring(List.of(1), 1, 0, SECOND, 0, SECOND)),
        refused(
            "iterationTime is PT0S, allowed is more than 0",
            () -> new Measuring(List.of(1), 1, 0, SECOND, 1, Duration.ZERO)),
        refused(
            "train is 50001, allowed is a whole number from 1 to 50000",
            () -> new DataSpec(KnownSets.CIFAR10, 50_001, 1)),
        refused(
            "a sweep has 0 values, allowed is 1, or a list of 1 or more",
            () -> Sweep.of(List.of())),
        refused(
            "there is no seed, allowed is 1 or more",
            () -> SmallSuite.DEFAULT.suite().withSeeds(List.of())),
        refused(
            "batchSize has the batch size 10, allowed is a whole number from 1 to 9, the number of training images",
            () -> SmallSuite.DEFAULT.suite().withTrain(9)),
        refused(
            "testAccuracy is 52.39, allowed is 0 to 1",
            () -> figure(Optional.empty(), OptionalDouble.of(52.39), "here")),
        refused(
            "there is no trainAccuracy, no testAccuracy and no slowdown, allowed is one of them or more, or that training did not converge",
            () -> figure(Optional.empty(), OptionalDouble.empty(), "here")),
        refused(
            "where has 1 characters, allowed are 1 to 200, not all of them blank",
            () -> figure(Optional.empty(), OptionalDouble.of(0.5), " ")),
        refused(
            "where has 201 characters, allowed are 1 to 200, not all of them blank",
            () -> figure(Optional.empty(), OptionalDouble.of(0.5), "x".repeat(201))),
        refused(
            "paper has two figures of the model net, allowed is one",
            () -> experiment(Sweep.single(BigDecimal.ONE), figure("net"), figure("net"))),
        refused(
            "paper has two figures of a model, allowed is one",
            () ->
                experiment(
                    Sweep.single(BigDecimal.ONE),
                    figure("net"),
                    figure(Optional.empty(), OptionalDouble.of(0.5), "here"))),
        refused(
            "paper has the figures of one training, but labelCorruption is a list",
            () -> experiment(Sweep.of(List.of(BigDecimal.ONE)), figure("net"))),
        refused(
            "paper has the figures of one training, but batchSize is a list",
            () -> suite(Sweep.of(List.of(10)), figure("model"))),
        refused(
            "paper has a figure of net, which is no model of the suite",
            () -> suite(Sweep.single(10), figure("net"))));
  }

  private static PaperFigure figure(String model) {
    return figure(Optional.of(model), OptionalDouble.of(0.5), "here");
  }

  private static PaperFigure figure(Optional<String> model, OptionalDouble test, String where) {
    return new PaperFigure(
        model,
        true,
        OptionalDouble.empty(),
        test,
        Optional.empty(),
        PaperFigure.Epoch.FINAL,
        where,
        Optional.empty());
  }

  private static ExperimentSpec experiment(Sweep<BigDecimal> corruption, PaperFigure... paper) {
    return new ExperimentSpec(
        "a",
        List.of(),
        Optional.empty(),
        corruption,
        LabelNoise.UNIFORM,
        InputCorruption.NONE,
        0,
        Augmentation.NONE,
        Start.DRAWN,
        List.of(paper));
  }

  private static Suite suite(Sweep<Integer> batchSize, PaperFigure paper) {
    Suite suite = SmallSuite.DEFAULT.suite();
    return suite(suite.models(), suite.learningRate(), batchSize, List.of(paper));
  }

  /** A suite whose one model has a rate of its own. */
  private static Suite rated(double initial, LearningRate rate) {
    ModelSpec model = SmallSuite.DEFAULT.suite().models().getFirst();
    ModelSpec rated =
        new ModelSpec(
            model.name(), model.layers(), model.initializer(), OptionalDouble.of(initial));
    return suite(List.of(rated), rate, Sweep.single(10), List.of());
  }

  private static Suite suite(
      List<ModelSpec> models,
      LearningRate learningRate,
      Sweep<Integer> batchSize,
      List<PaperFigure> paper) {
    Suite suite = SmallSuite.DEFAULT.suite();
    return new Suite(
        suite.name(),
        suite.description(),
        suite.data(),
        suite.preprocessing(),
        models,
        suite.loss(),
        suite.optimizer(),
        learningRate,
        batchSize,
        List.of(experiment(Sweep.single(BigDecimal.ONE), paper.toArray(PaperFigure[]::new))),
        suite.seeds(),
        suite.thresholds(),
        suite.stop(),
        suite.measure(),
        suite.twins());
  }

  private static Arguments refused(String sentence, ThrowingCallable construction) {
    return arguments(sentence, construction);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String sentence, ThrowingCallable construction) {
    assertThatThrownBy(construction)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void multipliesTheLearningRateAfterEveryEpoch() {
    LearningRate rate = new LearningRate(0.1, 0.95);

    assertThat(rate.at(0, 0, 10)).isEqualTo(0.1f);
    assertThat(rate.at(0, 9, 10)).isEqualTo(0.1f);
    assertThat(rate.at(1, 0, 10)).isEqualTo((float) (0.1 * 0.95));
    assertThat(rate.at(10, 0, 10)).isCloseTo(0.0598737f, within(1e-7f));
  }

  @Test
  void multipliesTheLearningRateAtTheBeginningOfSomeEpochs() {
    LearningRate rate = new LearningRate(0.1, new StepDecay(List.of(60, 80), 0.1), 0);

    assertThat(rate.at(59, 9, 10)).isEqualTo(0.1f);
    assertThat(rate.at(60, 0, 10)).isEqualTo(0.01f);
    assertThat(rate.at(79, 9, 10)).isEqualTo(0.01f);
    assertThat(rate.at(80, 0, 10)).isEqualTo(0.001f);
    assertThat(rate.at(1000, 0, 10)).isEqualTo(0.001f);
  }

  @Test
  void lowersTheLearningRateAlongHalfACosine() {
    LearningRate rate = new LearningRate(0.5, new CosineDecay(100, 0.125), 0);

    assertThat(rate.at(0, 0, 10)).isEqualTo(0.5f);
    assertThat(rate.at(50, 0, 10)).isEqualTo(0.3125f);
    assertThat(rate.at(100, 0, 10)).isEqualTo(0.125f);
    assertThat(rate.at(101, 0, 10)).isEqualTo(0.125f);
  }

  @Test
  void warmsUpStepByStepToTheRateOfTheSchedule() {
    LearningRate rate = new LearningRate(0.5, new ExponentialDecay(0.5), 2);

    assertThat(rate.at(0, 0, 4)).isEqualTo(0.0625f);
    assertThat(rate.at(0, 3, 4)).isEqualTo(0.25f);
    assertThat(rate.at(1, 0, 4)).isEqualTo(0.15625f);
    assertThat(rate.at(1, 3, 4)).isEqualTo(0.25f);
    assertThat(rate.atEndOf(1, 4)).isEqualTo(0.25f);
    assertThat(rate.at(2, 0, 4)).isEqualTo(0.125f);
    assertThat(rate.warmsUp(1)).isTrue();
    assertThat(rate.warmsUp(2)).isFalse();
  }

  @Test
  void addsAnExperimentsWeightDecayToTheOptimizer() {
    assertThat(new Optimizer(0.9f, false).withWeightDecay(0.0005f))
        .isEqualTo(new Sgd(0.9f, 0.0005f));
    assertThat(new Optimizer(0.9f, true).withWeightDecay(0.0005f))
        .isEqualTo(new Sgd(0.9f, true, 0.0005f));
  }
}
