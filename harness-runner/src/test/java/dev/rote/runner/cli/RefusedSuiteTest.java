package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What could only fail in a worker is refused where the suite is read, with its place and exit code
 * 2, by every command that reads one.
 */
class RefusedSuiteTest {
  private static final String SUITE =
      """
      name: tiny
      data: {set: cifar10}
      models: [{name: net, layers: [{conv2d: {filters: 64, kernel: 3}}, {dropout: 0.5}, flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 128
      experiments: [{name: a}]
      """;

  @TempDir private Path folder;

  static Stream<Arguments> refused() {
    return Stream.of("describe", "run", "run --dry-run", "parity", "export --onnx step.onnx")
        .flatMap(command ->
            Stream.of(
                Arguments.of(
                    command,
                    "{name: a}",
                    "{name: a, inputCorruption: gaussian, regularizers: {augmentation: [random-flip]}}",
                    "7:81: inputs gaussian cannot be augmented"),
                Arguments.of(
                    command,
                    "batchSize: 128",
                    "batchSize: 50000",
                    "6:12: batchSize is 50000, but the mask of the layer dropout1"),
                Arguments.of(
                    command,
                    "{name: a}",
                    "{name: a, labelCorruption: [0.5]}, {name: a-0.5}",
                    "7:50: an experiment is called a-0.5"),
                Arguments.of(
                    command,
                    "initial: 0.01",
                    "initial: 1e-60",
                    "5:25: initial is 1e-60, allowed is a number, 0 or greater, also as float32")));
  }

  @ParameterizedTest(name = "{0}, {3}")
  @MethodSource("refused")
  void everyCommandRefusesItWithItsPlace(
      String command, String valid, String mistake, String sentence) throws IOException {
    Path suite = Files.writeString(folder.resolve("tiny.yaml"), SUITE.replace(valid, mistake));
    StringWriter err = new StringWriter();

    int exitCode =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
            .execute((command + " " + suite).split(" "));

    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith(suite + ":" + sentence);
  }
}
