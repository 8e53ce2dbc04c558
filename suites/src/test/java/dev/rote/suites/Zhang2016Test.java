package dev.rote.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real pictures through the whole path. */
class Zhang2016Test {
  @TempDir private Path folder;

  @Test
  void randomLabelsOfRealPicturesAreMemorized() throws IOException, InterruptedException {
    Optional<Path> data =
        Rote.realData().filter(path -> Files.isDirectory(path.resolve("cifar-10-batches-bin")));
    assumeTrue(data.isPresent(), "CIFAR-10 is not on this machine: set ROTE_DATA to its folder");

    Rote.succeed(
        folder,
        "run",
        Path.of("zhang2016-table1.yaml").toAbsolutePath().toString(),
        "--profile",
        "small",
        "--data-dir",
        data.get().toString(),
        "--train",
        "4000",
        "--experiment",
        "mlp-3x512/random-labels/*",
        "--backend",
        "onnxruntime",
        "--device",
        "onednn",
        "--threads",
        "1",
        "--out",
        folder.resolve("results").toString());

    JsonNode cell = Rote.read(folder.resolve("results/run.json")).get("cells").get(0);
    assertThat(Rote.text(cell, "outcome")).isEqualTo("reached");
    assertThat(cell.get("trainAccuracy").asDouble()).isEqualTo(1);
    assertThat(cell.get("testAccuracy").asDouble()).isLessThan(0.2);
  }
}
