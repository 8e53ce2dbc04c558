package dev.rote.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir private Path folder;

  @Test
  void writesTheGraphsOfATrainingStepAndOfAPrediction() throws IOException, InterruptedException {
    Path step = folder.resolve("step.onnx");

    Rote.Answer answer = export("--experiment", "random-labels", "--onnx", step.toString());

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(text(step)).contains("dense1.weight", "dense2.bias");
    assertThat(text(folder.resolve("step-prediction.onnx"))).contains("dense1.weight");
    assertThat(Files.size(step)).isGreaterThan(Files.size(folder.resolve("step-prediction.onnx")));
  }

  @Test
  void oneExperimentHasToBeChosen() throws IOException, InterruptedException {
    Rote.Answer answer = export("--onnx", folder.resolve("step.onnx").toString());

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("name one of them with --experiment");
  }

  @Test
  void aBackendThatCannotIsSaidSo() throws IOException, InterruptedException {
    Rote.Answer answer =
        export(
            "--experiment",
            "random-labels",
            "--backend",
            "djl-pytorch",
            "--onnx",
            folder.resolve("step.onnx").toString());

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "the backend djl-pytorch cannot export graphs; of the installed backends only onnxruntime can");
  }

  private Rote.Answer export(String... arguments) throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 2];
    all[0] = "export";
    all[1] = "quickstart.yaml";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Rote.run(folder, all);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
