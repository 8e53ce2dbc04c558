package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import dev.rote.testkit.fixture.CaughtTable;
import dev.rote.testkit.fixture.Installation;
import dev.rote.testkit.fixture.Mutant;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run itself notices of wrong backends, without the contract: for every number of the table,
 * a backend that would change it unseen.
 */
class WrongBackendsInARunTest {
  private static final String SUITE =
      """
      name: wrong
      data: {set: shapes, train: 512, test: 64}
      preprocessing: {scale: true, crop: 12, whiten: true}
      models:
        - name: mlp
          initializer: {scheme: he-normal}
          layers: [flatten, {dense: 32}, relu, {dense: 10}]
        - name: bn
          initializer: {scheme: he-normal}
          layers: [flatten, {dense: 16}, {batchNorm: {}}, relu, {dense: 10}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.02, decayPerEpoch: 0.95}
      batchSize: 16
      experiments:
        - {name: random-labels, labelCorruption: 1.0}
        - {name: augmented, regularizers: {augmentation: [random-crop]}}
      seeds: [1]
      thresholds: {error: 0, loss: [0.1]}
      stop: {until: all, maxEpochs: 3, timeout: 2m}
      measure: none
      """;

  /** What is wrong, by the backend, and which row of the table shows it, with a pattern. */
  private record Wrong(Mutant mutant, String row, String sentence) {}

  private static final String PUT = "putRounded(output[n], logits, (first + n) * model.classes());";

  /** Epochs of this suite have 32 steps, of which the first 20 are compared with the oracle. */
  private static final List<Wrong> WRONG =
      List.of(
          new Wrong(
              Mutant.named("transposes-logits")
                  .trainer(
                      PUT,
                      "double[] back = new double[output[n].length]; for (int c = 0; c < back.length; c++) { back[c] = output[n][back.length - 1 - c]; } putRounded(back, logits, (first + n) * model.classes());"),
              "mlp/random-labels",
              "before training its predictions are further from those of reference"),
          new Wrong(
              Mutant.named("predicts-what-it-predicted-first")
                  .trainer(
                      "private boolean closed;",
                      "private boolean closed; private final java.util.Map<Integer, float[]> known = new java.util.HashMap<>();")
                  .trainer(
                      "Checks.shape(images, model);\n    Checks.capacity(\"logits\", logits, (long) images.count() * model.classes());",
                      "float[] old = known.get(images.count()); if (old != null) { logits.put(0, old); return; }")
                  .trainer(
                      PUT + "\n      }\n    }",
                      PUT
                          + "\n      }\n    }\n    float[] kept = new float[images.count() * model.classes()]; logits.get(0, kept); known.put(images.count(), kept);"),
              "mlp/random-labels",
              "its predictions are further from those of reference"),
          new Wrong(
              Mutant.named("normalizes-by-the-batch-in-predictions")
                  .with(
                      "BatchNorm",
                      "new Moments(runningMean[c], runningVariance[c]);",
                      "batchMoments(input, c);"),
              "bn/random-labels",
              "its predictions are further"),
          new Wrong(
              Mutant.named("remembers-losses-of-batches")
                  .trainer(
                      "private boolean closed;",
                      "private boolean closed; private final java.util.List<Double> seen = new java.util.ArrayList<>(); private int steps;")
                  .trainer(
                      "return loss.mean();",
                      "steps++; if (seen.size() < 32) { seen.add(loss.mean()); } return steps > 32 ? seen.get(steps % 32) : loss.mean();"),
              "mlp/random-labels",
              "the first loss of epoch 2 is not what its own predictions before it give"),
          new Wrong(
              Mutant.named("stops-learning-unseen")
                  .trainer(
                      "private boolean closed;",
                      "private boolean closed; private int steps; private double fall = 2;")
                  .trainer(
                      "parameters.update(plan.optimizer(), learningRate);\n    return loss.mean();",
                      "if (steps++ < 20) { parameters.update(plan.optimizer(), learningRate); return loss.mean(); } fall *= 0.99; return fall;"),
              "mlp/random-labels",
              "the first loss of epoch 2 is not what its own predictions before it give"),
          new Wrong(
              WrongBackends.keepsTheFirstTrainingSet(),
              "mlp/augmented",
              "the first loss of epoch 2 is not what its own predictions before it give"),
          new Wrong(
              Mutant.named("trains-on-the-step-before")
                  .trainer(
                      "IntBuffer indices = batches.step(step);",
                      "IntBuffer indices = batches.step(Math.max(0, step - 1));"),
              "mlp/random-labels",
              "from step \\d+ on its loss is further|the first loss of epoch"));

  private static final CaughtTable CAUGHT = new CaughtTable("run");

  @TempDir private Path directory;

  @Test
  void everyOneIsCaughtAndTheUnchangedOneIsNot() throws Exception {
    assumeTrue(File.separatorChar == '/', "the launcher is for a POSIX shell");
    Installation rote = Installation.in(directory.resolve("checkout"));
    Path backends = Files.createDirectory(directory.resolve("backends"));
    Mutant.named("unchanged").jar(backends);
    WRONG.forEach(wrong -> wrong.mutant().jar(backends));
    Files.writeString(directory.resolve("wrong.yaml"), SUITE);
    String ids = WRONG.stream().map(wrong -> wrong.mutant().id()).collect(Collectors.joining(","));

    Installation.Result result =
        rote.shell(
            directory,
            "\"$ROTE/rote\" run wrong.yaml --backend-path backends --backend unchanged,"
                + ids
                + " --out results --threads 1");

    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    RunResult run = new RunFile(directory.resolve("results").resolve("run.json")).read();
    Map<String, String> said = said(run);
    assertThat(said).doesNotContainKey("unchanged");
    SoftAssertions softly = new SoftAssertions();
    for (Wrong wrong : WRONG) {
      String sentence = said.get(wrong.mutant().id() + " " + wrong.row());
      softly
          .assertThat(sentence)
          .as(wrong.mutant().id())
          .isNotNull()
          .containsPattern(wrong.sentence());
      CAUGHT.add(wrong.mutant().id(), "`rote run`", sentence);
    }
    softly.assertAll();
    assertThat(result.output()).contains("NOT THE SAME EXPERIMENT");
  }

  /** Returns the objection to each row, by backend and experiment; none to those that are sound. */
  private static Map<String, String> said(RunResult run) {
    Map<String, String> said = new TreeMap<>();
    Judgement judgement = Judgement.of(run);
    for (CellResult cell : run.cells()) {
      String row =
          cell.key().backend() + " " + cell.key().experiment().replaceFirst("/seed-\\d+$", "");
      cell.parity()
          .filter(parity -> !parity.within())
          .ifPresent(parity -> said.put(row, parity.sentence()));
      if (judgement.inconsistent().containsKey(cell.key())) {
        said.merge(
            row, judgement.inconsistent().get(cell.key()), (one, other) -> one + "; " + other);
      }
    }
    return said;
  }
}
