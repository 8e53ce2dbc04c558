package dev.rote.runner.report.format;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.analysis.EarlyStopping;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Row;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.WorkerFacts;
import dev.rote.runner.result.Zero;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The columns of a cell. */
final class CellTable {
  private CellTable() {}

  /** Returns the columns, of which the thresholds' are those that some cell of the report has. */
  static CsvTable<Row> of(Report report) {
    CsvTable<Row> table = new CsvTable<>();
    table
        .column("run", row -> row.source().label())
        .column("folder", row -> row.source().folder().toString())
        .column("suite", row -> row.source().run().name())
        .column("started", row -> row.source().run().started())
        .column("rote", row -> row.source().run().rote())
        .column("threads", row -> row.source().run().settings().threads())
        .part(row -> Optional.of(row.key()), key())
        .column("framework", row -> row.cell().worker().framework())
        .part(row -> Optional.of(row.cell()), outcome())
        .column("objections", CellTable::objections);
    thresholds(report).forEach(threshold -> addThreshold(table, threshold));
    table
        .part(row -> row.learning().last(), CsvTable.evaluation(""))
        .column("generalization_gap", Row::generalizationGap)
        .part(row -> row.learning().best(), best())
        .column(
            "early_stopping_gain", row -> EarlyStopping.of(row.learning()).map(EarlyStopping::gain))
        .part(Row::published, published())
        .part(row -> row.cell().parity(), parity())
        .part(row -> row.cell().attestation(), attestation())
        .part(Row::speed, speed())
        .part(row -> Optional.of(row.cell().worker()), worker())
        .part(row -> Optional.of(row.learning().hashes()), hashes());
    return table;
  }

  /** Returns the columns that say which cell a line is of, which epochs have as well. */
  static CsvTable<CellKey> key() {
    return new CsvTable<CellKey>()
        .column("experiment", CellKey::experiment)
        .column("name", CellKey::name)
        .column("model", CellKey::model)
        .column("seed", CellKey::seed)
        .column("batch", CellKey::batch)
        .column("backend", CellKey::backend)
        .column("device", key -> key.device().toString());
  }

  private static CsvTable<CellResult> outcome() {
    return new CsvTable<CellResult>()
        .column("outcome", cell -> cell.outcome().id())
        .column("reason", cell -> cell.ending().reason())
        .column("log", cell -> cell.ending().log())
        .column("epochs", cell -> cell.learning().epochs().size())
        .column(
            "steps", cell -> cell.learning().epochs().stream().mapToLong(EpochResult::steps).sum())
        .column("train_seconds", cell -> sum(cell, EpochResult::trainSeconds))
        .column("evaluation_seconds", cell -> sum(cell, EpochResult::evaluationSeconds));
  }

  private static double sum(CellResult cell, ToDoubleFunction<EpochResult> part) {
    return cell.learning().epochs().stream().mapToDouble(part).sum();
  }

  private static String objections(Row row) {
    return Objection.to(row.cell(), row.source()).stream()
        .map(Objection::kind)
        .distinct()
        .collect(joining(" "));
  }

  /** The easiest first, the errors before the losses. */
  private static List<Threshold> thresholds(Report report) {
    return report.rows().stream()
        .flatMap(row -> row.learning().zero().stream())
        .map(Zero::threshold)
        .distinct()
        .sorted(
            Comparator.comparing(Threshold::quantity)
                .thenComparing(Threshold::atMost, Comparator.reverseOrder()))
        .toList();
  }

  private static void addThreshold(CsvTable<Row> table, Threshold threshold) {
    String name = threshold.text().replace(" ", "");
    table
        .column("epochs_to_" + name, row -> reached(row, threshold).map(Milestone::epoch))
        .column("steps_to_" + name, row -> reached(row, threshold).map(Milestone::steps))
        .column("examples_to_" + name, row -> reached(row, threshold).map(row::examplesSeen))
        .column("seconds_to_" + name, row -> reached(row, threshold).map(Milestone::seconds));
  }

  private static Optional<Milestone> reached(Row row, Threshold threshold) {
    return row.learning().zero().stream()
        .filter(zero -> zero.threshold().equals(threshold))
        .flatMap(zero -> zero.reached().stream())
        .findFirst();
  }

  private static CsvTable<EpochResult> best() {
    return new CsvTable<EpochResult>()
        .column("best_epoch", EpochResult::epoch)
        .part(Optional::of, CsvTable.evaluation("best_"));
  }

  private static CsvTable<Row.Published> published() {
    return new CsvTable<Row.Published>()
        .column("published_train_accuracy", published -> published.figure().trainAccuracy())
        .column("published_test_accuracy", published -> published.figure().testAccuracy())
        .column("published_of", published -> published.figure().of().id())
        .column("published_where", published -> published.figure().where());
  }

  private static CsvTable<Parity> parity() {
    return new CsvTable<Parity>()
        .column("parity_reference", Parity::reference)
        .column("parity_steps", Parity::steps)
        .column("parity_telling", Parity::telling)
        .column("parity_of_loss", Parity::largest)
        .column("parity_tolerance", Parity::tolerance)
        .column("parity_floor", Parity::floor)
        .column("parity_beside", Parity::beside)
        .column("parity_of_logits", parity -> parity.logits().map(Parity.Logits::largest))
        .column("parity_within", Parity::within);
  }

  private static CsvTable<Attestation> attestation() {
    return new CsvTable<Attestation>()
        .column("attestation", attestation -> attestation.verdict().id())
        .column("attestation_evidence", Attestation::sentence);
  }

  private static CsvTable<ThroughputResult> speed() {
    return new CsvTable<ThroughputResult>()
        .column("speed_outcome", speed -> speed.outcome().id())
        .column("speed_reason", ThroughputResult::reason)
        .part(ThroughputResult::train, measurement("training"))
        .part(ThroughputResult::predict, measurement("inference"))
        .column("training_gflops", ThroughputResult::gflops)
        .column("share_of_peak", ThroughputResult::shareOfPeak);
  }

  private static CsvTable<Measurement> measurement(String phase) {
    return new CsvTable<Measurement>()
        .column(phase + "_examples_per_second", Measurement::score)
        .column(phase + "_half_width", Measurement::error)
        .column(phase + "_forks", measurement -> measurement.forks().size());
  }

  private static CsvTable<WorkerFacts> worker() {
    return new CsvTable<WorkerFacts>()
        .column("startup_seconds", WorkerFacts::startupSeconds)
        .column("peak_rss_bytes", WorkerFacts::peakRssBytes)
        .column("printed_bytes", WorkerFacts::printedBytes);
  }

  private static CsvTable<Hashes> hashes() {
    return new CsvTable<Hashes>()
        .column("images_hash", Hashes::images)
        .column("labels_hash", Hashes::labels)
        .column("parameters_hash", Hashes::parameters)
        .column("order_hash", Hashes::order)
        .column("final_parameters_hash", Hashes::finalParameters);
  }
}
