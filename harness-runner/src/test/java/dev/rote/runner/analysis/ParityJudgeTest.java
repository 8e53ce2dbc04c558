package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.evidence.ProbeLogits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParityJudgeTest {
  private static final Model MODEL =
      SmallSuite.DEFAULT
          .withLayers(
              List.of(
                  new Layer.Flatten(),
                  new Layer.Dense(4, true),
                  new Layer.Relu(),
                  new Layer.Dense(10, true)))
          .experiment()
          .model();
  private static final List<Double> TRACE = List.of(2.5, 2.25, 2.0, 1.75);
  private static final List<Double> ONE_ULP = List.of(2.5, 2.2500002, 2.0000002, 1.75);
  private static final List<Double> DISTURBED = List.of(2.5, 2.2500005, 2.0, 1.7500002);
  private static final List<Double> ASTRAY = List.of(2.5, 2.25, 2.0001, 1.76);

  private static final ProbeLogits LOGITS = new ProbeLogits(List.of(-0.5f, 0.5f), List.of(1f, -2f));

  private final ParityJudge judge =
      ParityJudge.of(trained(TRACE, ONE_ULP, DISTURBED), MODEL).orElseThrow();

  @Test
  void aTraceThatRoundingExplainsIsWithin() {
    Parity parity = judge.judge(ONE_ULP, Optional.of(LOGITS), Optional.empty()).orElseThrow();

    assertThat(parity.within()).isTrue();
    assertThat(parity.beside()).isEmpty();
    assertThat(parity.counted()).isEqualTo(parity.largest());
  }

  @Test
  void aTraceThatJumpsIsBeyondUntilAnotherStartShowsThatItWasAKink() {
    assertThat(judge.judge(ASTRAY, Optional.of(LOGITS), Optional.empty()).orElseThrow().within())
        .isFalse();

    Parity parity =
        judge
            .judge(ASTRAY, Optional.of(LOGITS), Optional.of(trained(ASTRAY, ONE_ULP, ASTRAY)))
            .orElseThrow();

    assertThat(parity.within()).isTrue();
    assertThat(parity.firstBeyond()).hasValue(2);
    assertThat(parity.largest()).isGreaterThan(1e-3);
    assertThat(parity.counted()).isLessThan(1e-6);
    assertThat(parity.sentence())
        .startsWith("at step 2 a rectifier or max-pool decided otherwise by rounding alone");
  }

  @Test
  void whatIsAstrayFromEveryStartIsAnotherExperiment() {
    Parity parity =
        judge
            .judge(ASTRAY, Optional.of(LOGITS), Optional.of(trained(ASTRAY, ASTRAY, ASTRAY)))
            .orElseThrow();

    assertThat(parity.within()).isFalse();
    assertThat(parity.beside()).isEmpty();
  }

  @Test
  void aJumpThatTheStepsAloneDoNotHaveIsNoKink() {
    Parity parity =
        judge
            .judge(ASTRAY, Optional.of(LOGITS), Optional.of(trained(TRACE, ONE_ULP, DISTURBED)))
            .orElseThrow();

    assertThat(parity.within()).isFalse();
  }

  @Test
  void aNetworkWithoutKinksHasNoExcuse() {
    ParityJudge smooth =
        ParityJudge.of(trained(TRACE, ONE_ULP, DISTURBED), SmallSuite.DEFAULT.experiment().model())
            .orElseThrow();

    assertThat(smooth.hasKinks()).isFalse();
    assertThat(
            smooth
                .judge(
                    ASTRAY, Optional.of(LOGITS), Optional.of(trained(ASTRAY, ONE_ULP, DISTURBED)))
                .orElseThrow()
                .within())
        .isFalse();
  }

  @Test
  void aConfirmationThatCouldNotBeTrainedChangesNothing() {
    ReferenceTrace failed =
        new ReferenceTrace(
            "a cpu",
            new Ending(Outcome.CRASHED, Optional.of("it died"), Optional.empty()),
            List.of(),
            Optional.empty(),
            Optional.empty());

    assertThat(judge.judge(ASTRAY, Optional.of(LOGITS), Optional.of(failed)).orElseThrow().within())
        .isFalse();
  }

  @Test
  void predictionsAreComparedBeforeAndAfterTheSteps() {
    Parity parity = judge.judge(TRACE, Optional.of(LOGITS), Optional.empty()).orElseThrow();

    assertThat(parity.within()).isTrue();
    assertThat(parity.logits().orElseThrow().largest()).isZero();

    Parity wrong =
        judge
            .judge(
                TRACE,
                Optional.of(new ProbeLogits(LOGITS.before(), List.of(-2f, 1f))),
                Optional.empty())
            .orElseThrow();

    assertThat(wrong.within()).isFalse();
    assertThat(wrong.firstBeyond()).isEmpty();
    assertThat(wrong.sentence())
        .isEqualTo(
            "after 4 steps its predictions are further from those of reference than 1.0e-04"
                + " (largest difference 1.5e+00)");
  }

  @Test
  void predictionsThatAreWrongFromEveryStartAreAnotherExperiment() {
    ProbeLogits transposed = new ProbeLogits(List.of(0.5f, -0.5f), LOGITS.after());
    ReferenceTrace again =
        new ReferenceTrace(
            "a cpu",
            Ending.done(Optional.empty()),
            TRACE,
            Optional.of(transposed),
            Optional.of(
                new ReferenceTrace.Beside(
                    ONE_ULP, DISTURBED, Optional.of(transposed), Optional.of(transposed))));

    Parity parity = judge.judge(TRACE, Optional.of(transposed), Optional.of(again)).orElseThrow();

    assertThat(parity.within()).isFalse();
    assertThat(parity.sentence()).startsWith("before training its predictions are further");
  }

  @Test
  void trainingThatEndsBeforeTheStepsHasNoPredictionsAfterThem() {
    Parity parity =
        judge
            .judge(
                TRACE.subList(0, 2),
                Optional.of(new ProbeLogits(LOGITS.before(), List.of())),
                Optional.empty())
            .orElseThrow();

    assertThat(parity.within()).isTrue();
    assertThat(parity.logits().orElseThrow().after()).isEmpty();
  }

  @Test
  void stepsWhoseToleranceHidesEverythingProveNothing() {
    List<Double> wild = List.of(2.5, 2.2500002, 2.1, 1.2);
    ParityJudge chaotic = ParityJudge.of(trained(TRACE, ONE_ULP, wild), MODEL).orElseThrow();

    assertThat(chaotic.judge(TRACE, Optional.of(LOGITS), Optional.empty()).orElseThrow().telling())
        .isEqualTo(2);
    assertThat(judge.judge(TRACE, Optional.of(LOGITS), Optional.empty()).orElseThrow().telling())
        .isEqualTo(4);
  }

  private static ReferenceTrace trained(
      List<Double> trace, List<Double> oneUlp, List<Double> disturbed) {
    return new ReferenceTrace(
        "reference",
        Ending.done(Optional.empty()),
        trace,
        Optional.of(LOGITS),
        Optional.of(
            new ReferenceTrace.Beside(
                oneUlp, disturbed, Optional.of(LOGITS), Optional.of(LOGITS))));
  }
}
