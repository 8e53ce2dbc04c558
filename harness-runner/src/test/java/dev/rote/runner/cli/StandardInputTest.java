package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.result.json.RunFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite that another program writes, with names in the user's language. */
class StandardInputTest {
  private static final String SUITE =
      """
      name: größe-大小
      data: {set: shapes, train: 40, test: 20}
      preprocessing: {crop: 8}
      models: [{name: 模型, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 20
      experiments: [{name: zufällig, labelCorruption: 0.5, labelNoise: symmetric}]
      stop: {until: error, maxEpochs: 1}
      measure: none
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final InputStream before = System.in;

  @BeforeEach
  void writeBackend() {
    PluginJars.reference(folder.resolve("backends/reference.jar"));
  }

  @AfterEach
  void giveBack() {
    System.setIn(before);
  }

  @Test
  void aSuiteIsDescribed() {
    assertThat(execute(SUITE, "describe", "-")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("größe-大小")
        .contains("模型/zufällig/seed-1  label corruption 0.5 by other classes");
  }

  @Test
  void mistakesHaveTheirPlaceInIt() {
    assertThat(execute(SUITE.replace("0.01", ".01"), "describe", "-")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "<stdin>:6:25: initial is .01, allowed is a number, 0 or greater: write 0.01");
    assertThat(execute("", "run", "-")).isEqualTo(2);
    assertThat(err.toString()).contains("<stdin>:1:1: the file is empty");
  }

  @Test
  void itIsReadOnceOnly() {
    assertThat(execute(SUITE, "run", "-", "-")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("rote: the standard input, -, is named twice: name it once");
  }

  @Test
  void aRunOfItIsResumedFromItsFolderAlone() throws IOException {
    Path results = folder.resolve("results");
    String[] run = {"run", "-", "--backend", "reference", "--out", results.toString()};
    assertThat(execute(SUITE, run)).as(err.toString()).isZero();
    try (Stream<Path> files = Files.walk(results)) {
      assertThat(files)
          .allSatisfy(
              file -> assertThat(results.relativize(file).toString()).matches("\\p{ASCII}*"));
    }
    String hashes = hashes(results);
    deleteCell(results);

    assertThat(execute("", "run", "--resume", results.toString())).as(err.toString()).isZero();
    assertThat(hashes(results)).isEqualTo(hashes);

    deleteCell(results);
    assertThat(execute(SUITE, "run", "-", "--resume", results.toString()))
        .as(err.toString())
        .isZero();
    assertThat(execute(SUITE.replace("0.01", "0.02"), "run", "-", "--resume", results.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("learningRate.initial: 0.01 -> 0.02");
  }

  private static String hashes(Path results) throws IOException {
    return RunFile.tree(Files.readString(results.resolve("run.json")))
        .get("cells")
        .get(0)
        .get("hashes")
        .toString();
  }

  private static void deleteCell(Path results) throws IOException {
    try (Stream<Path> files = Files.list(results.resolve("units"))) {
      Files.delete(
          files
              .filter(file -> file.getFileName().toString().startsWith("cell-"))
              .findFirst()
              .orElseThrow());
    }
  }

  private int execute(String input, String... arguments) {
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    Stream<String> backends =
        arguments[0].equals("run")
            ? Stream.of("--backend-path", folder.resolve("backends").toString())
            : Stream.empty();
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of(arguments), backends).toArray(String[]::new));
  }
}
