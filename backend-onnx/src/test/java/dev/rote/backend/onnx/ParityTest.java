package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.clause.PaperModels;
import dev.rote.testkit.scenario.Oracle;
import dev.rote.testkit.scenario.OutcomeDistance;
import dev.rote.testkit.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Step by step, the network does what the float64 oracle does. */
@Tag("any-device")
class ParityTest {
  private static final int STEPS = 20;

  static List<Named<Model>> networks() {
    return Networks.all().stream().map(model -> Named.of(model.name(), model)).toList();
  }

  /** 23 images are asked for, not a multiple of the batch of 8: the last batch is incomplete. */
  @ParameterizedTest
  @MethodSource("networks")
  void lossesParametersAndPredictionsAreTheOracles(Model model) {
    OutcomeDistance distance =
        distance(Scenario.ofEpochs(model, 8, 24, STEPS, 0.02f).with(new Sgd(0.9f, 0.01f)));

    assertThat(distance.trace()).isLessThan(5e-6);
    assertThat(distance.parameters()).isLessThan(2e-5);
    assertThat(distance.logits()).isLessThan(2e-5);
  }

  @Test
  void theFirstLossesOfTheMultiLayerPerceptronAreWithinTwoMillionthsOfTheOracles() {
    Model model = PaperModels.FULL_SIZE.named("mlp-1x512");

    assertThat(distance(Scenario.ofEpochs(model, 32, 256, STEPS, 0.01f)).trace()).isLessThan(2e-6);
  }

  private static OutcomeDistance distance(Scenario scenario) {
    return OutcomeDistance.of(
        scenario.run(new OnnxBackend(), TestDevice.ofThisRun(), 1), Oracle.run(scenario));
  }
}
