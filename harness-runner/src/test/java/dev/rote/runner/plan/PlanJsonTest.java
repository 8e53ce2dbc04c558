package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.data.LabelNoise;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
  /** What was planned before there was the rule keeps its text, and with it its hash. */
  @Test
  void aRuleThatCameLaterIsWrittenOnlyWhereItIsFollowed() {
    assertThat(write("{name: a, labelCorruption: 0.5}")).doesNotContain("labelNoise");
    assertThat(write("{name: a, labelCorruption: 0.5, labelNoise: symmetric}"))
        .contains("\"labelNoise\":\"SYMMETRIC\"");
  }

  @Test
  void anExperimentIsReadBackAsItWasWritten() {
    for (LabelNoise noise : LabelNoise.values()) {
      Experiment experiment =
          experiment("{name: a, labelCorruption: 0.5, labelNoise: %s}".formatted(noise.id()));

      assertThat(PlanJson.mapper().readValue(write(experiment), Experiment.class))
          .isEqualTo(experiment);
    }
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
