package dev.rote.runner.report.format;

import dev.rote.api.Device;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.json.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Cells, speeds and reports with what a format may stumble over. */
final class OddRuns {
  /** Breaks out of HTML, of a table and of a field, if it can. */
  static final String NAME = "</script><b>|, \"ä\"";

  /** Of more than one line, with what XML has no way to write. */
  static final String REASON = "it said:\n\"no\u0000\u001b[31m\" | `rm`\r\nand, fell ü\uD800";

  private OddRuns() {}

  static CellResult named(CellResult cell, String name) {
    CellKey key = cell.key();
    return new CellResult(
        new CellKey(
            "mlp/" + name + "/seed-1",
            name,
            key.model(),
            key.backend(),
            key.device(),
            key.seed(),
            key.batch()),
        cell.ending(),
        cell.learning(),
        cell.worker(),
        cell.attestation(),
        cell.parity());
  }

  static CellResult ended(CellResult cell, Outcome outcome, String reason) {
    return new CellResult(
        cell.key(),
        new Ending(outcome, Optional.of(reason), cell.ending().log()),
        cell.learning(),
        cell.worker(),
        cell.attestation(),
        cell.parity());
  }

  /** Returns the same cell as if its first epochs had given these losses of both sets. */
  static CellResult withLosses(CellResult cell, double... losses) {
    Learning learning = cell.learning();
    List<EpochResult> epochs = new ArrayList<>();
    for (double loss : losses) {
      EpochResult epoch = learning.epochs().getFirst();
      epochs.add(
          new EpochResult(
              epochs.size() + 1,
              epoch.steps(),
              epoch.learningRate(),
              new Evaluation(loss, epoch.train().wrong(), epoch.train().count()),
              epoch.test().map(test -> new Evaluation(loss, test.wrong(), test.count())),
              epoch.trainSeconds(),
              epoch.evaluationSeconds(),
              epoch.order(),
              epoch.augmentedImages(),
              epoch.firstLossDifference()));
    }
    return new CellResult(
        cell.key(),
        cell.ending(),
        new Learning(
            learning.zero(),
            epochs,
            learning.trace(),
            learning.logits(),
            learning.hashes(),
            Optional.empty()),
        cell.worker(),
        cell.attestation(),
        cell.parity());
  }

  static ThroughputResult failed(SpeedOutcome outcome, String reason) {
    return new ThroughputResult(
        new SpeedKey("mlp", 128, "b", Device.parse("cpu")),
        outcome,
        Optional.of(reason),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of());
  }

  static Report report(List<CellResult> cells, ThroughputResult... throughput) {
    return Report.of(Results.run(cells, List.of(throughput)), Path.of("out"));
  }

  static Source source(String label, RunResult run) {
    return Source.of(label, Path.of("results").resolve("of"), run);
  }

  /** Returns the report of a run that Rote wrote before there were plans, rounds and twins. */
  static Report older() {
    RunResult run =
        new RunFile(Path.of("src/test/resources/runs/quickstart-before-folders.json")).read();
    return Report.of(run, Path.of("out"));
  }
}
