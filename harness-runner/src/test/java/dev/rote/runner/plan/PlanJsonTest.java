package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Loss;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.fixture.SmallSuite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanJsonTest {
  /** What was planned before there was the rule keeps its text, and with it its hash. */
  @Test
  void aRuleThatCameLaterIsWrittenOnlyWhereItIsFollowed() {
    assertThat(write("{name: a, labelCorruption: 0.5}")).doesNotContain("labelNoise");
    assertThat(write("{name: a, labelCorruption: 0.5, labelNoise: symmetric}"))
        .contains("\"labelNoise\":\"SYMMETRIC\"");
    assertThat(write("{name: a}")).doesNotContain("\"loss\":\"");
    assertThat(write(withLoss("squared"))).contains("},\"loss\":\"SQUARED\",\"optimizer\":{");
    assertThat(write(withMomentum("0.5"))).contains("{\"momentum\":0.5,\"weightDecay\":0.0}");
    assertThat(write(withMomentum("0.5, nesterov: true")))
        .contains("{\"momentum\":0.5,\"nesterov\":true,\"weightDecay\":0.0}");
  }

  @Test
  void augmentationsKeepTheTextThatTheyHadWhenThereWereOnlyTwo() {
    assertThat(write("{name: a}")).contains("\"augmentation\":[],");
    assertThat(write(augmented("random-flip"))).contains("\"augmentation\":[\"RANDOM_FLIP\"],");
    assertThat(SmallSuite.DEFAULT.withAugmentation(Augmentation.NONE.withFlip().withCrop(0)))
        .extracting(suite -> write(suite.experiment()))
        .asString()
        .contains("\"augmentation\":[\"RANDOM_CROP\",\"RANDOM_FLIP\"],");
    assertThat(write(augmented("{random-contrast: 0.2}, random-flip, {random-crop: {padding: 4}}")))
        .contains(
            "\"augmentation\":[{\"RANDOM_CROP\":4},\"RANDOM_FLIP\",{\"RANDOM_CONTRAST\":0.2}],");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "random-flip",
        "{random-crop: {padding: 4}}",
        "{random-rotation: 25}, {random-brightness: 1}",
        "random-flip, {random-rotation: 0.1}, {random-contrast: 1e-300}"
      })
  void augmentationsAreReadBackAsTheyWereWritten(String augmentation) {
    Experiment experiment = experiment(augmented(augmentation));

    assertThat(PlanJson.mapper().readValue(write(experiment), Experiment.class))
        .isEqualTo(experiment);
  }

  private static String augmented(String augmentation) {
    return "{name: a, regularizers: {augmentation: [%s]}}".formatted(augmentation);
  }

  @Test
  void anExperimentIsReadBackAsItWasWritten() {
    for (LabelNoise noise : LabelNoise.values()) {
      Experiment experiment =
          experiment("{name: a, labelCorruption: 0.5, labelNoise: %s}".formatted(noise.id()));

      assertReadBack(experiment);
    }
    for (Loss loss : Loss.values()) {
      assertReadBack(withLoss(loss.id()));
    }
    for (String momentum : List.of("0.5", "0.5, nesterov: true")) {
      assertReadBack(withMomentum(momentum));
    }
    for (String rate :
        List.of(
            "initial: 0.01",
            "initial: 0.01, decayPerEpoch: 0.95, warmup: {epochs: 5}",
            "initial: 0.01, step: {epochs: [60, 80], factor: 0.1}",
            "initial: 0.01, cosine: {epochs: 100, final: 0.001}, warmup: {epochs: 5}")) {
      assertReadBack(withRate(rate));
    }
  }

  /** What was planned when the decay was all there was keeps its text as well. */
  @Test
  void aDecayIsWrittenAsEver() {
    assertThat(write(withRate("initial: 0.01, decayPerEpoch: 0.95")))
        .contains("\"learningRate\":{\"initial\":0.01,\"decayPerEpoch\":0.95}");
    assertThat(write(withRate("initial: 0.01, warmup: {epochs: 5}")))
        .contains("\"learningRate\":{\"initial\":0.01,\"decayPerEpoch\":1.0,\"warmupEpochs\":5}");
    assertThat(write(withRate("initial: 0.01, step: {epochs: [60, 80], factor: 0.1}")))
        .contains(
            "\"learningRate\":{\"initial\":0.01,\"step\":{\"epochs\":[60,80],\"factor\":0.1}}");
    assertThat(write(withRate("initial: 0.01, cosine: {epochs: 100}")))
        .contains("\"learningRate\":{\"initial\":0.01,\"cosine\":{\"epochs\":100,\"last\":0.0}}");
  }

  private static void assertReadBack(Experiment experiment) {
    assertThat(PlanJson.mapper().readValue(write(experiment), Experiment.class))
        .isEqualTo(experiment);
  }

  private static Experiment withLoss(String loss) {
    return with("optimizer:", "loss: " + loss + "\noptimizer:");
  }

  private static Experiment withMomentum(String momentum) {
    return with("momentum: 0.9", "momentum: " + momentum);
  }

  private static Experiment withRate(String rate) {
    return with("initial: 0.01, decayPerEpoch: 0.95", rate);
  }

  private static Experiment with(String original, String changed) {
    return Expansion.of(Suites.parse(Suites.VALID.replace(original, changed))).getFirst();
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
