package dev.rote.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Two runs of the same cell are the same to the bit. */
class RepeatTest {
  private static final String SUITE =
      """
      name: repeat
      data: {set: shapes, train: 640, test: 100}
      models: [{model: mlp-1x512}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01, decayPerEpoch: 0.95}
      batchSize: 128
      experiments: [{name: random-labels, labelCorruption: 1.0}]
      stop: {maxEpochs: 3}
      measure: none
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "onednn"})
  void traceAndFinalParametersAreBitIdentical(String device)
      throws IOException, InterruptedException {
    Path models = Files.createDirectory(folder.resolve("models"));
    Files.copy(Path.of("models/mlp-1x512.yaml"), models.resolve("mlp-1x512.yaml"));
    Path suite = Files.writeString(folder.resolve("repeat.yaml"), SUITE);

    JsonNode first = cell(suite, device, "first");
    JsonNode second = cell(suite, device, "second");

    assertThat(first.get("trace")).isNotEmpty().isEqualTo(second.get("trace"));
    assertThat(first.get("hashes").get("finalParameters").asString())
        .hasSize(64)
        .isEqualTo(second.get("hashes").get("finalParameters").asString());
  }

  private JsonNode cell(Path suite, String device, String name)
      throws IOException, InterruptedException {
    Path out = folder.resolve(name + "-" + device);
    Rote.succeed(
        folder,
        "run",
        suite.toString(),
        "--backend",
        "djl-pytorch",
        "--device",
        device,
        "--threads",
        "1",
        "--out",
        out.toString());
    return Rote.read(out.resolve("run.json")).get("cells").get(0);
  }
}
