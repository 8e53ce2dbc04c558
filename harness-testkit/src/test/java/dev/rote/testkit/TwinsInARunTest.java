package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.result.json.RunFile;
import dev.rote.testkit.fixture.Installation;
import dev.rote.testkit.fixture.Mutant;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twins, from the command line to the results, trained by the reference. */
class TwinsInARunTest {
  private static final String SUITE =
      """
      name: twins
      data: {set: shapes, train: 256, test: 64}
      preprocessing: {scale: true, crop: 12, whiten: true}
      models:
        - name: mlp
          initializer: {scheme: he-normal}
          layers: [flatten, {dense: 32}, relu, {dense: 10}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.02, decayPerEpoch: 0.95}
      batchSize: 16
      experiments:
        - {name: random-labels, labelCorruption: 1.0}
      thresholds: {error: 0, loss: [2]}
      stop: {until: all, maxEpochs: 3, timeout: 2m}
      measure: none
      twins: 1
      """;

  @TempDir private Path directory;

  @Test
  void aTwinIsTheSameExperimentFromInitialParametersBeside() throws Exception {
    assumeTrue(File.separatorChar == '/', "the launcher is for a POSIX shell");
    Installation rote = Installation.in(directory.resolve("checkout"));
    Path backends = Files.createDirectory(directory.resolve("backends"));
    Mutant.named("one").jar(backends);
    Mutant.named("two").jar(backends);
    Files.writeString(directory.resolve("twins.yaml"), SUITE);

    Installation.Result result =
        rote.shell(
            directory,
            "\"$ROTE/rote\" run twins.yaml --twins 2 --backend-path backends --backend one,two --out results --threads 1");

    assertThat(result.exitCode()).as(result.output()).isZero();
    RunResult run = new RunFile(directory.resolve("results").resolve("run.json")).read();
    assertThat(run.twins().stream().map(TwinResult::toString))
        .containsExactly(
            "mlp/random-labels/seed-1 on one cpu, twin 1",
            "mlp/random-labels/seed-1 on two cpu, twin 1",
            "mlp/random-labels/seed-1 on one cpu, twin 2",
            "mlp/random-labels/seed-1 on two cpu, twin 2");
    Hashes cell = run.cells().getFirst().learning().hashes();
    assertThat(run.twins())
        .map(TwinResult::result)
        .map(CellResult::learning)
        .allSatisfy(learning -> {
          assertThat(learning.hashes().images()).isEqualTo(cell.images());
          assertThat(learning.hashes().labels()).isEqualTo(cell.labels());
          assertThat(learning.hashes().order()).isEqualTo(cell.order());
          assertThat(learning.epochs()).hasSize(3);
        });
    assertThat(run.twins().stream().map(twin -> twin.result().learning().hashes().parameters()))
        .doesNotContain(cell.parameters());
    assertThat(initial(run, 0)).isEqualTo(initial(run, 1)).isNotEqualTo(initial(run, 2));
    assertThat(initial(run, 2)).isEqualTo(initial(run, 3));
    assertThat(run.twins().getFirst().result().learning().hashes().finalParameters())
        .isPresent()
        .isNotEqualTo(cell.finalParameters());
    assertThat(result.output()).contains("twins of", "twin 2: not-reached after 3 epochs");
  }

  private static Object initial(RunResult run, int twin) {
    return run.twins().get(twin).result().learning().hashes().parameters();
  }
}
