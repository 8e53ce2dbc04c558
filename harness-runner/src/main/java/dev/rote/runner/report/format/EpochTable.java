package dev.rote.runner.report.format;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Row;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import java.util.List;
import java.util.Optional;

/** The columns of an epoch. */
final class EpochTable {
  /** An epoch, and which cell it is of. */
  record Epoch(Row row, EpochResult result) {}

  static final CsvTable<Epoch> TABLE =
      new CsvTable<Epoch>()
          .column("run", epoch -> epoch.row().source().label())
          .part(epoch -> Optional.of(epoch.row().key()), CellTable.key())
          .part(epoch -> Optional.of(epoch.result()), result());

  private EpochTable() {}

  private static CsvTable<EpochResult> result() {
    return new CsvTable<EpochResult>()
        .column("epoch", EpochResult::epoch)
        .column("steps", EpochResult::steps)
        .column("learning_rate", EpochResult::learningRate)
        .part(Optional::of, CsvTable.evaluation(""))
        .column("train_wrong", epoch -> epoch.train().wrong())
        .column("train_examples", epoch -> epoch.train().count())
        .column("test_wrong", epoch -> epoch.test().map(Evaluation::wrong))
        .column("test_examples", epoch -> epoch.test().map(Evaluation::count))
        .column("train_seconds", EpochResult::trainSeconds)
        .column("evaluation_seconds", EpochResult::evaluationSeconds)
        .column("first_loss_difference", EpochResult::firstLossDifference)
        .column("order_hash", EpochResult::order)
        .column("augmented_images_hash", EpochResult::augmentedImages);
  }

  static List<Epoch> rows(Report report) {
    return report.rows().stream()
        .flatMap(row -> row.learning().epochs().stream().map(epoch -> new Epoch(row, epoch)))
        .toList();
  }
}
