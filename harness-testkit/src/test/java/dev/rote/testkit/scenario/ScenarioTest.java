package dev.rote.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final Model DROPOUT =
      Models.of(
          Shape.of(1, 3, 2),
          new Layer.Flatten(),
          new Layer.Dropout(0.5f),
          new Layer.Dense(3, true));

  private final Scenario scenario = Scenario.ofEpochs(DROPOUT, 4, 40, 10, 0.1f);

  @Test
  void partsOfACallAreItsStepsWithTheirMasks() {
    Action.Train whole = scenario.trainings().getFirst();
    List<Action> parts = new ArrayList<>(List.of(new Action.Load(scenario.examples())));
    parts.add(whole.part(0, 3));
    parts.add(whole.part(3, 1));
    parts.add(whole.part(4, 6));

    assertThat(Oracle.run(scenario.doing(parts))).isEqualTo(Oracle.run(scenario));
  }

  @Test
  void otherValuesOfSomeParametersLeaveTheRest() {
    float[] bias = {1, 2, 3};

    Scenario other = scenario.from(Map.of("dense1.bias", bias));

    assertThat(other.initial().toArray("dense1.bias")).containsExactly(bias);
    assertThat(other.initial().toArray("dense1.weight"))
        .containsExactly(scenario.initial().toArray("dense1.weight"));
  }

  @Test
  void distanceIsThatOfLossesParametersAndLogits() {
    Outcome outcome = Oracle.run(scenario);
    Outcome other = Oracle.run(scenario.with(new Sgd(0.9f, 0.01f)));

    assertThat(OutcomeDistance.of(outcome, outcome)).isEqualTo(new OutcomeDistance(0, 0, 0));
    OutcomeDistance distance = OutcomeDistance.of(other, outcome);
    assertThat(distance.trace()).isPositive();
    assertThat(distance.parameters()).isPositive();
    assertThat(distance.logits()).isPositive();
  }

  @Test
  void outcomesOfOtherStepsAreNotCompared() {
    Outcome outcome = Oracle.run(scenario);
    Outcome none = Oracle.run(scenario.doing(List.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutcomeDistance.of(none, outcome))
        .withMessage("there are 0 steps, the reference's are 10");
  }
}
