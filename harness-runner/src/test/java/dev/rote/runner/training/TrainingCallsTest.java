package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.training.TrainingCalls.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingCallsTest {
  private static final LearningRate HALVED = new LearningRate(0.5, 0.5);

  @Test
  void theFirstStepIsACallOfItsOwnAndNoneGoesBeyondTheComparedOnes() {
    assertThat(calls(4, HALVED, 100, 7, 11))
        .containsExactly(
            new Call(1, 0.5f), new Call(4, 0.5f), new Call(2, 0.5f), new Call(4, 0.5f));
  }

  @Test
  void aCallEndsWithItsEpoch() {
    assertThat(calls(4, HALVED, 6, 0, 12))
        .containsExactly(
            new Call(1, 0.5f),
            new Call(4, 0.5f),
            new Call(1, 0.5f),
            new Call(4, 0.25f),
            new Call(2, 0.25f));
  }

  @Test
  void inAWarmupEveryStepIsACallOfItsOwn() {
    LearningRate rate = new LearningRate(0.5, new LearningRate.ExponentialDecay(0.5), 2);

    assertThat(calls(4, rate, 4, 6, 12))
        .containsExactly(
            new Call(1, 0.0625f),
            new Call(1, 0.125f),
            new Call(1, 0.1875f),
            new Call(1, 0.25f),
            new Call(1, 0.15625f),
            new Call(1, 0.1875f),
            new Call(1, 0.21875f),
            new Call(1, 0.25f),
            new Call(4, 0.125f));
  }

  /** Returns the calls of an experiment whose epochs have a single window. */
  private static List<Call> calls(
      int most, LearningRate rate, int stepsOfEpoch, int compared, int steps) {
    TrainingCalls calls = new TrainingCalls(most, rate, stepsOfEpoch, compared);
    List<Call> made = new ArrayList<>();
    for (int done = 0; done < steps; done += made.getLast().steps()) {
      made.add(calls.next(done, stepsOfEpoch - done % stepsOfEpoch));
    }
    return made;
  }
}
