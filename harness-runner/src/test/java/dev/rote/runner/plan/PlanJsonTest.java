package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.data.LabelNoise;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
  /** What was planned before there was the rule keeps its text, and with it its hash. */
  @Test
  void aRuleThatCameLaterIsWrittenOnlyWhereItIsFollowed() {
    assertThat(write("{name: a, labelCorruption: 0.5}")).doesNotContain("labelNoise");
    assertThat(write("{name: a, labelCorruption: 0.5, labelNoise: symmetric}"))
        .contains("\"labelNoise\":\"SYMMETRIC\"");
    assertThat(write(withMomentum("0.5"))).contains("{\"momentum\":0.5,\"weightDecay\":0.0}");
    assertThat(write(withMomentum("0.5, nesterov: true")))
        .contains("{\"momentum\":0.5,\"nesterov\":true,\"weightDecay\":0.0}");
  }

  @Test
  void anExperimentIsReadBackAsItWasWritten() {
    for (LabelNoise noise : LabelNoise.values()) {
      Experiment experiment =
          experiment("{name: a, labelCorruption: 0.5, labelNoise: %s}".formatted(noise.id()));

      assertThat(PlanJson.mapper().readValue(write(experiment), Experiment.class))
          .isEqualTo(experiment);
    }
    for (String momentum : List.of("0.5", "0.5, nesterov: true")) {
      Experiment experiment = withMomentum(momentum);

      assertThat(PlanJson.mapper().readValue(write(experiment), Experiment.class))
          .isEqualTo(experiment);
    }
  }

  private static Experiment withMomentum(String momentum) {
    return Expansion.of(Suites.parse(Suites.VALID.replace("momentum: 0.9", "momentum: " + momentum)))
        .getFirst();
  }

  private static String write(String experiment) {
    return write(experiment(experiment));
  }

  private static String write(Experiment experiment) {
    return PlanJson.mapper().writeValueAsString(experiment);
  }

  private static Experiment experiment(String experiment) {
    return Expansion.of(Suites.with("128", "[%s]".formatted(experiment), "[1]")).getFirst();
  }
}
