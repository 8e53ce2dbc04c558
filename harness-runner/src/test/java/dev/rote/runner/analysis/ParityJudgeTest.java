package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
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
  private static final List<Float> TRACE = List.of(2.5f, 2.25f, 2f, 1.75f);
  private static final List<Float> ONE_ULP = List.of(2.5f, 2.2500002f, 2.0000002f, 1.75f);
  private static final List<Float> DISTURBED = List.of(2.5f, 2.2500005f, 2f, 1.7500002f);
  private static final List<Float> ASTRAY = List.of(2.5f, 2.25f, 2.0001f, 1.76f);

  private final ParityJudge judge =
      ParityJudge.of(trained(TRACE, ONE_ULP, DISTURBED), MODEL).orElseThrow();

  @Test
  void aTraceThatRoundingExplainsIsWithin() {
    Parity parity = judge.judge(ONE_ULP, Optional.empty()).orElseThrow();

    assertThat(parity.within()).isTrue();
    assertThat(parity.beside()).isEmpty();
    assertThat(parity.counted()).isEqualTo(parity.largest());
  }

  @Test
  void aTraceThatJumpsIsBeyondUntilAnotherStartShowsThatItWasAKink() {
    assertThat(judge.judge(ASTRAY, Optional.empty()).orElseThrow().within()).isFalse();

    Parity parity =
        judge.judge(ASTRAY, Optional.of(trained(ASTRAY, ONE_ULP, ASTRAY))).orElseThrow();

    assertThat(parity.within()).isTrue();
    assertThat(parity.firstBeyond()).hasValue(2);
    assertThat(parity.largest()).isGreaterThan(1e-3);
    assertThat(parity.counted()).isLessThan(1e-6);
    assertThat(parity.sentence())
        .startsWith("at step 2 a rectifier or max-pool decided otherwise by rounding alone");
  }

  @Test
  void whatIsAstrayFromEveryStartIsAnotherExperiment() {
    Parity parity = judge.judge(ASTRAY, Optional.of(trained(ASTRAY, ASTRAY, ASTRAY))).orElseThrow();

    assertThat(parity.within()).isFalse();
    assertThat(parity.beside()).isEmpty();
  }

  @Test
  void aJumpThatTheStepsAloneDoNotHaveIsNoKink() {
    Parity parity =
        judge.judge(ASTRAY, Optional.of(trained(TRACE, ONE_ULP, DISTURBED))).orElseThrow();

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
                .judge(ASTRAY, Optional.of(trained(ASTRAY, ONE_ULP, DISTURBED)))
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
            Optional.empty());

    assertThat(judge.judge(ASTRAY, Optional.of(failed)).orElseThrow().within()).isFalse();
  }

  private static ReferenceTrace trained(
      List<Float> trace, List<Float> oneUlp, List<Float> disturbed) {
    return new ReferenceTrace(
        "reference",
        Ending.done(Optional.empty()),
        trace,
        Optional.of(new ReferenceTrace.Beside(oneUlp, disturbed)));
  }
}
