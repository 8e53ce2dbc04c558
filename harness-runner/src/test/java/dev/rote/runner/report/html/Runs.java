package dev.rote.runner.report.html;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.throughput;

import dev.rote.runner.report.html.GeneratedRun.Target;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.WorkerFacts;
import dev.rote.runner.result.Zero;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tools.jackson.databind.node.JsonNodeFactory;

/** The reports that pages are made of in tests: what people run, and what goes wrong. */
final class Runs {
  /** A name that would be a script of its own if it came into a page as it is. */
  static final String HOSTILE = "</script><script>alert(1)</script>";

  /** Which of the suite's experiments has all outcomes but success, a target each. */
  static final String TROUBLED = "weight-decay";

  /** Two of them, {@code alpha}'s, are as fast as each other. */
  private static final List<Target> SIX =
      List.of(
          new Target("alpha", "cpu", 9_000),
          new Target("alpha", "onednn", 9_010),
          new Target("beta", "cpu", 12_000),
          new Target("beta", "onednn", 18_000),
          new Target("gamma", "cpu", 4_500),
          new Target("gamma", "onednn", 110_000));

  private static final String ORDINARY =
      """
      name: ordinary
      data: {set: shapes, train: 5000, test: 1000}
      models:
        - {name: mlp, layers: [flatten, {dense: 32}, relu, {dense: 10}]}
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01, decayPerEpoch: 0.95}
      batchSize: 128
      experiments:
        - name: true-labels
          paper:
            - {model: mlp, trainAccuracy: 0.99, testAccuracy: 0.5051, where: "Zhang et al. 2016, table 1"}
        - {name: weight-decay, regularizers: {weightDecay: 0.0005}}
      seeds: [1]
      thresholds: {error: 0, loss: [0.1, 0.01]}
      """;

  private static final String SWEEP =
      """
      name: sweep
      data: {set: shapes, train: 5000, test: 1000}
      models:
        - {name: mlp, layers: [flatten, {dense: 32}, relu, {dense: 10}]}
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01, decayPerEpoch: 0.95}
      batchSize: 128
      experiments:
        - {name: corrupted, labelCorruption: [0, 0.2, 0.4, 0.6, 0.8, 1.0]}
      seeds: [1]
      thresholds: {error: 0, loss: [0.1, 0.01]}
      """;

  private static final String LARGE =
      """
      name: large
      data: {set: shapes, train: 5000, test: 1000}
      models:
        - {name: mlp, layers: [flatten, {dense: 32}, relu, {dense: 10}]}
        - {name: linear, layers: [flatten, {dense: 10}]}
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01, decayPerEpoch: 0.95}
      batchSize: 128
      experiments:
        - {name: corrupted, labelCorruption: [0, 0.25, 0.5, 0.75, 1.0]}
      seeds: [1, 2, 3, 4, 5]
      thresholds: {error: 0, loss: [0.1, 0.01]}
      """;

  private Runs() {}

  private static GeneratedRun generated() {
    return GeneratedRun.of(ORDINARY, SIX, 40).withForks(5).withTwins(3).withReferences();
  }

  /** Three backends on two devices each and two experiments, with everything that can be drawn. */
  static Report ordinary() {
    return Report.of(generated().result(), Path.of("out"));
  }

  /** More and more corrupted labels, on two targets, and nothing else. */
  static Report sweep() {
    return Report.of(GeneratedRun.of(SWEEP, SIX.subList(0, 2), 60).result(), Path.of("out"));
  }

  /** 200 cells of 100 epochs. */
  static Report large() {
    return Report.of(
        GeneratedRun.of(LARGE, SIX.subList(0, 4), 100).withForks(5).withReferences().result(),
        Path.of("out"));
  }

  /** One experiment as it should be, and one in which every cell ended in another way. */
  static Report troubled() {
    List<CellResult> cells = new ArrayList<>();
    List<Outcome> outcomes =
        List.of(
            Outcome.CRASHED,
            Outcome.UNSUPPORTED,
            Outcome.UNAVAILABLE,
            Outcome.DIVERGED,
            Outcome.NOT_REACHED,
            Outcome.TIMED_OUT);
    for (CellResult cell : generated().cells()) {
      cells.add(
          cell.key().name().equals(TROUBLED)
              ? ended(cell, outcomes.get(cells.size() % outcomes.size()))
              : cell);
    }
    return Report.of(generated().result(cells, List.of()), Path.of("out"));
  }

  /** A run that ended after its first epoch, all of whose accuracies are the same. */
  static Report ofOneEpoch() {
    CellResult cell = generated().cells().getFirst();
    return Report.of(
        generated()
            .result(
                List.of(
                    with(
                        cell,
                        Outcome.NOT_REACHED,
                        "its loss was not zero after 1 epoch",
                        first(cell.learning(), 1))),
                List.of()),
        Path.of("out"));
  }

  private static CellResult ended(CellResult cell, Outcome outcome) {
    return switch (outcome) {
      case REACHED -> cell;
      case DIVERGED ->
          with(cell, outcome, "its loss was NaN after epoch 3", diverged(cell.learning()));
      case NOT_REACHED ->
          with(cell, outcome, "its loss was not zero after 5 epochs", first(cell.learning(), 5));
      case TIMED_OUT -> with(cell, outcome, "it took longer than 2 h", first(cell.learning(), 2));
      case CRASHED, UNSUPPORTED, UNAVAILABLE ->
          CellResult.of(
              cell.key(),
              new Ending(
                  outcome,
                  Optional.of("there is a reason for that"),
                  outcome == Outcome.CRASHED ? Optional.of("logs/crash.log") : Optional.empty()),
              new Learning(
                  missed(cell.learning()),
                  List.of(),
                  List.of(),
                  Optional.empty(),
                  Hashes.NONE,
                  Optional.empty()),
              WorkerFacts.NONE);
    };
  }

  private static CellResult with(
      CellResult cell, Outcome outcome, String reason, Learning learning) {
    return new CellResult(
        cell.key(),
        new Ending(outcome, Optional.of(reason), cell.ending().log()),
        learning,
        cell.worker(),
        cell.attestation(),
        cell.parity());
  }

  private static Learning first(Learning learning, int epochs) {
    return new Learning(
        missed(learning),
        learning.epochs().subList(0, epochs),
        learning.trace(),
        learning.logits(),
        learning.hashes(),
        Optional.empty());
  }

  private static List<Zero> missed(Learning learning) {
    return learning.zero().stream()
        .map(zero -> new Zero(zero.threshold(), Optional.empty()))
        .toList();
  }

  private static Learning diverged(Learning learning) {
    Learning first = first(learning, 3);
    EpochResult last = first.epochs().getLast();
    List<EpochResult> epochs = new ArrayList<>(first.epochs().subList(0, 2));
    epochs.add(
        new EpochResult(
            last.epoch(),
            last.steps(),
            last.learningRate(),
            new Evaluation(Double.NaN, last.train().count(), last.train().count()),
            last.test().map(test -> new Evaluation(Double.NaN, test.count(), test.count())),
            last.trainSeconds(),
            last.evaluationSeconds(),
            last.order(),
            last.augmentedImages(),
            OptionalDouble.empty()));
    return new Learning(
        first.zero(),
        epochs,
        IntStream.range(0, first.trace().size())
            .mapToObj(step -> step < 10 ? first.trace().get(step) : Float.NaN)
            .toList(),
        first.logits(),
        first.hashes(),
        Optional.empty());
  }

  /** Names and logs that try to be a script. */
  static Report hostile(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    Files.writeString(folder.resolve("logs/a.log"), "of a: " + HOSTILE + "\n");
    Files.writeString(folder.resolve("logs/b.log"), "of b: " + HOSTILE + "\n");
    RunResult run =
        Results.run(
            List.of(
                reached(HOSTILE, HOSTILE, "cpu", hashes()),
                reached(HOSTILE, "b", "cpu", hashes()),
                crashed(HOSTILE, HOSTILE, "onednn")),
            List.of(
                throughput(128, HOSTILE, "cpu", OptionalDouble.of(20)),
                throughput(128, "b", "cpu", OptionalDouble.of(20))));
    return Report.of(named(run), folder);
  }

  private static RunResult named(RunResult run) {
    return new RunResult(
        run.schema(),
        run.rote(),
        HOSTILE,
        run.started(),
        run.finished(),
        List.of("run", HOSTILE),
        run.settings(),
        JsonNodeFactory.instance.objectNode().put("name", HOSTILE),
        run.machine(),
        Map.of(HOSTILE, run.versions().get("a")),
        run.data(),
        run.sessions(),
        Map.of("mlp/" + HOSTILE + "/seed-1", Results.reference()),
        run.cells(),
        run.twins(),
        run.throughput(),
        run.missing(),
        run.done(),
        run.remaining(),
        List.of(HOSTILE));
  }

  /** The same suite on two machines. */
  static Report twoMachines() {
    return Report.of(
        List.of(
            Source.of("server", Path.of("server"), generated().result()),
            Source.of(
                "laptop",
                Path.of("laptop"),
                generated().withProcessor("Intel(R) Core(TM) i7-1185G7").result())));
  }

  /** A run of which three cells are missing. */
  static Report unfinished() {
    GeneratedRun run = generated();
    List<CellResult> cells = run.cells();
    int done = cells.size() - 3;
    return Report.of(
        run.result(
            cells.subList(0, done),
            cells.subList(done, cells.size()).stream().map(cell -> "train " + cell.key()).toList()),
        Path.of("out"));
  }
}
