package dev.rote.suites;

import static dev.rote.suites.Rote.elements;
import static dev.rote.suites.Rote.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The same suite gives the same experiment as years ago: what the harness hands over is equal to
 * the bit, and what frameworks make of it is equal up to the rounding of their kernels, which
 * differ from processor to processor.
 */
class UnchangedExperimentTest {
  private static final Path BEFORE =
      Path.of("../harness-runner/src/test/resources/runs/quickstart-before-folders.json");

  @TempDir private Path folder;

  @Test
  void everyCellIsTheExperimentThatItWas() throws IOException, InterruptedException {
    Rote.succeed(
        folder,
        "run",
        "src/test/resources/suites/quickstart-before-folders.yaml",
        "--device",
        "cpu",
        "--out",
        folder.resolve("results").toString());
    JsonNode now = Rote.read(folder.resolve("results/run.json"));
    JsonNode before = Rote.read(BEFORE);

    assertThat(now.get("suite")).isEqualTo(before.get("suite"));
    List<JsonNode> cells =
        elements(before.get("cells")).filter(cell -> text(cell, "device").equals("cpu")).toList();
    assertThat(elements(now.get("cells"))).hasSameSizeAs(cells);
    for (int i = 0; i < cells.size(); i++) {
      compare(now.get("cells").get(i), cells.get(i));
    }
  }

  private static void compare(JsonNode now, JsonNode before) {
    for (String field :
        List.of("experiment", "name", "model", "backend", "device", "seed", "batch", "outcome")) {
      assertThat(now.get(field)).as(field).isEqualTo(before.get(field));
    }
    for (String hash :
        List.of("images", "labels", "testImages", "testLabels", "parameters", "order")) {
      assertThat(now.get("hashes").get(hash)).as(hash).isEqualTo(before.get("hashes").get(hash));
    }
    int epochs = Math.min(now.get("epochs").size(), before.get("epochs").size());
    assertThat(epochs).isGreaterThan(5);
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (String field : List.of("epoch", "learningRate", "order")) {
        assertThat(now.get("epochs").get(epoch).get(field))
            .isEqualTo(before.get("epochs").get(epoch).get(field));
      }
    }
    assertThat(now.get("trace")).hasSize(before.get("trace").size());
    for (int step = 0; step < 5; step++) {
      double expected = before.get("trace").get(step).asDouble();
      assertThat(now.get("trace").get(step).asDouble() / expected - 1).isBetween(-2e-6, 2e-6);
    }
  }
}
