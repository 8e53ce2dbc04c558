package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityCommandTest {
  private static final String SUITE =
      """
      name: tiny
      data: {set: shapes, train: 40, test: 20}
      preprocessing: {crop: 8}
      models: [{name: linear, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 20
      experiments: [{name: random-labels, labelCorruption: 1.0}]
      stop: {maxEpochs: 5}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theOracleIsTheSameAsItselfAndTheFloorIsShown() throws IOException {
    PluginJars.reference(folder.resolve("backends/reference.jar"));

    int exitCode = parity("reference");

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString().lines().toList().getLast())
        .matches(
            "linear/random-labels/seed-1 +reference +cpu +reference +10 of 10 +0\\.0e\\+00"
                + " +[2-9]\\.[0-9]e-06 +[1-9.]+e-[0-9]+ +0\\.0e\\+00 +1\\.0e-05 +same");
  }

  @Test
  void aReasonNamesItsRow() throws IOException {
    PluginJars.reference(folder.resolve("backends/reference.jar"));
    PluginJars.of(folder.resolve("backends/null.jar"), ScriptedBackend.OpensNull.class);

    int exitCode = parity("opensnull");

    assertThat(exitCode).isEqualTo(3);
    assertThat(out.toString())
        .contains("crashed")
        .containsPattern(
            "(?m)^linear/random-labels/seed-1 on opensnull cpu: .*OpensNull.open returns null"
                + " instead of a trainer$");
  }

  private int parity(String backend) throws IOException {
    Path suite = Files.writeString(folder.resolve("tiny.yaml"), SUITE);
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(
            "parity",
            suite.toString(),
            "--backend",
            backend,
            "--backend-path",
            folder.resolve("backends").toString());
  }
}
