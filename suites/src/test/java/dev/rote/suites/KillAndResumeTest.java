package dev.rote.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command line that is killed loses nothing that it had measured. */
class KillAndResumeTest {
  private static final String SUITE =
      """
      name: killed
      data: {set: shapes, train: 640, test: 100}
      models: [{name: small, layers: [flatten, {dense: 32}, relu, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 128
      experiments: [{name: true-labels}, {name: random-labels, labelCorruption: 1.0}]
      stop: {maxEpochs: 3}
      measure: {forks: 2, warmup: {iterations: 1, time: 10ms}, iterations: 1, time: 20ms}
      """;
  private static final int MOMENTS = 4;

  @TempDir private Path folder;

  @Test
  void nothingIsLostNothingIsRunTwiceAndNoProcessIsLeft() throws IOException, InterruptedException {
    Path suite = Files.writeString(folder.resolve("killed.yaml"), SUITE);

    List<KillAndResume.Row> rows =
        new KillAndResume(
                folder,
                List.of(
                    suite.toString(),
                    "--backend",
                    "djl-pytorch",
                    "--device",
                    "cpu",
                    "--threads",
                    "1"))
            .rows(MOMENTS, row -> {});

    assertThat(rows)
        .hasSize(MOMENTS)
        .allSatisfy(row -> assertThat(row.sound()).as(row.toString()).isTrue());
  }
}
