package dev.rote.runner.result;

import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.worker.CellReport;
import dev.rote.runner.worker.EpochReport;
import dev.rote.runner.worker.Evaluation;
import dev.rote.runner.worker.Hashes;
import dev.rote.runner.worker.Milestone;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Turns what a worker reported about a cell into its record. */
public final class CellRecords {
  private CellRecords() {}

  /**
   * Returns the record of a cell.
   *
   * @param folder of the run, which log paths are relative to
   */
  public static CellRecord of(Cell cell, CellReport report, Path folder) {
    Experiment experiment = cell.experiment();
    Optional<Milestone> zero = report.toZero().getOrDefault("error", Optional.empty());
    return new CellRecord(
        experiment.id(),
        experiment.name(),
        experiment.model().name(),
        cell.backend(),
        cell.device().toString(),
        experiment.seed(),
        experiment.batchSize(),
        report.outcome().id(),
        report.reason(),
        epochsToZero(report.toZero()),
        zero.map(each -> OptionalLong.of(each.steps())).orElse(OptionalLong.empty()),
        zero.map(each -> OptionalDouble.of(each.seconds())).orElse(OptionalDouble.empty()),
        report.trainAccuracy(),
        report.testAccuracy(),
        report.epochs().stream().map(CellRecords::epoch).toList(),
        trace(report.trace()),
        hashes(report.hashes()),
        Optional.empty(),
        Optional.empty(),
        report.startupSeconds(),
        report.peakRssBytes(),
        Optional.of(folder.toAbsolutePath().relativize(report.log().toAbsolutePath()).toString()));
  }

  private static Map<String, OptionalInt> epochsToZero(Map<String, Optional<Milestone>> toZero) {
    Map<String, OptionalInt> epochs = new LinkedHashMap<>();
    toZero.forEach((name, milestone) ->
        epochs.put(
            name, milestone.map(each -> OptionalInt.of(each.epoch())).orElse(OptionalInt.empty())));
    return epochs;
  }

  private static CellRecord.EpochRecord epoch(EpochReport report) {
    return new CellRecord.EpochRecord(
        report.epoch(),
        report.learningRate(),
        report.train().loss(),
        report.train().accuracy(),
        report.test().stream().mapToDouble(Evaluation::loss).findFirst(),
        report.test().stream().mapToDouble(Evaluation::accuracy).findFirst(),
        report.trainSeconds(),
        report.evaluationSeconds(),
        report.order());
  }

  private static float[] trace(List<Float> losses) {
    float[] trace = new float[losses.size()];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = losses.get(i);
    }
    return trace;
  }

  /** Every hash has its key; those that the cell did not get to are empty. */
  private static Map<String, Optional<String>> hashes(Optional<Hashes> hashes) {
    Map<String, Optional<String>> map = new LinkedHashMap<>();
    map.put("images", hashes.map(Hashes::images));
    map.put("labels", hashes.map(Hashes::labels));
    map.put("testImages", hashes.map(Hashes::testImages));
    map.put("testLabels", hashes.map(Hashes::testLabels));
    map.put("parameters", hashes.map(Hashes::parameters));
    map.put("order", hashes.flatMap(Hashes::order));
    map.put("finalParameters", hashes.flatMap(Hashes::finalParameters));
    return map;
  }
}
