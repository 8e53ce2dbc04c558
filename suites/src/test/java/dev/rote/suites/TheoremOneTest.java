package dev.rote.suites;

import static dev.rote.suites.Rote.elements;
import static dev.rote.suites.Rote.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every backend predicts 500 labels that it was never trained on. */
class TheoremOneTest {
  @TempDir private Path folder;

  @Test
  void aNetworkHasArbitraryLabelsWithoutTraining() throws IOException, InterruptedException {
    Rote.Answer answer =
        Rote.succeed(
            folder,
            "run",
            Path.of("zhang2016-theorem1.yaml").toAbsolutePath().toString(),
            "--threads",
            "1",
            "--out",
            folder.resolve("results").toString());

    assertThat(elements(Rote.read(folder.resolve("results/run.json")).get("cells")))
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(cell -> {
          assertThat(text(cell, "outcome")).isEqualTo("reached");
          assertThat(cell.get("epochs").get(0).get("train").get("wrong").asInt()).isZero();
          assertThat(cell.get("epochs").get(0).get("learningRate").asDouble()).isZero();
          assertThat(cell.get("hashes").get("finalParameters"))
              .isEqualTo(cell.get("hashes").get("parameters"));
          assertThat(error(cell)).isPositive().isLessThan(0.5);
        });
    assertThat(answer.out()).contains("Interpolation: labels without training");
  }

  private static double error(JsonNode cell) {
    return cell.get("closedForm").get("interpolationError").asDouble();
  }
}
