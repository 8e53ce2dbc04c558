package dev.rote.suites;

import static dev.rote.suites.Rote.elements;
import static dev.rote.suites.Rote.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every backend ends a linear model in the solution that the harness computes. */
class MinimumNormTest {
  @TempDir private Path folder;

  @Test
  void aLinearModelEndsInTheSolutionOfMinimumNorm() throws IOException, InterruptedException {
    String suite =
        Files.readString(Path.of("zhang2016-linear.yaml"))
            .replace(
                "{set: cifar10, train: 500, test: 10000}", "{set: shapes, train: 40, test: 100}")
            .replace("crop: 28", "crop: 12")
            .replace("initial: 0.001", "initial: 0.003")
            .replace("batchSize: 50", "batchSize: 20");
    Path file = Files.writeString(folder.resolve("linear.yaml"), suite);

    Rote.Answer answer =
        Rote.succeed(
            folder,
            "run",
            file.toString(),
            "--threads",
            "1",
            "--experiment",
            "random-labels",
            "--out",
            folder.resolve("results").toString());

    assertThat(elements(Rote.read(folder.resolve("results/run.json")).get("cells")))
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(cell -> {
          assertThat(text(cell, "outcome")).isEqualTo("reached");
          JsonNode solution = cell.get("closedForm").get("minimumNorm");
          assertThat(solution.get("distance").asDouble()).isPositive().isLessThan(0.02);
          assertThat(solution.get("outsideSpan").asDouble()).isLessThan(1e-5);
          assertThat(solution.get("norm").asDouble() / solution.get("minimumNorm").asDouble())
              .isBetween(0.98, 1.02);
        });
    assertThat(answer.out()).contains("Minimum norm: where a linear model ends");
  }
}
