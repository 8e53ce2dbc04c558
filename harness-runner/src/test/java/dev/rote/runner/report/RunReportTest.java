package dev.rote.runner.report;

import static dev.rote.runner.result.Records.crashed;
import static dev.rote.runner.result.Records.hashes;
import static dev.rote.runner.result.Records.reached;
import static dev.rote.runner.result.Records.throughput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.AttestationRecord;
import dev.rote.runner.result.CellRecord;
import dev.rote.runner.result.Records;
import dev.rote.runner.result.ThroughputRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private final CellRecord first = reached("true-labels", "a", "cpu", hashes());

  @Test
  void showsTheRowsOfAnExperimentSideBySideWithWhatTheyShareInTheTitle() {
    RunReport report =
        report(
            List.of(
                first,
                reached("random-labels", "a", "cpu", hashes()),
                reached("true-labels", "b", "onednn", hashes())),
            List.of(throughput(128, "a", "cpu", OptionalDouble.of(423.6))));

    assertThat(lines(report))
        .containsSubsequence(
            "small, mlp, seed 1, 2 threads",
            "true-labels    a        cpu     14,120 ±3.0%  14,120 ±3.0%       2     1.50  3.0e-07  100.0%  80.3%  reached",
            "true-labels    b        onednn             -             -       2     1.50  3.0e-07  100.0%  80.3%  reached",
            "random-labels  a        cpu     14,120 ±3.0%  14,120 ±3.0%       2     1.50  3.0e-07  100.0%  80.3%  reached");
  }

  @Test
  void everyLineOfTheTableFits120Columns() {
    CellRecord wide =
        reached(
            "random-labels-with-weight-decay-0.0005-batch-128", "onnxruntime", "onednn", hashes());

    List<String> lines =
        lines(
            report(
                List.of(wide),
                List.of(throughput(128, "onnxruntime", "onednn", OptionalDouble.of(423.6)))));

    assertThat(lines.subList(0, lines.indexOf("") + 6))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
  }

  @Test
  void saysThatRowsAreTheSameExperimentAndByWhichHashes() {
    RunReport report = report(List.of(first, reached("true-labels", "b", "cpu", hashes())));

    assertThat(report.hasMismatch()).isFalse();
    assertThat(lines(report))
        .anySatisfy(line ->
            assertThat(line).startsWith("mlp/true-labels/seed-1: the same in all 2 rows: images "));
  }

  @Test
  void marksARowThatIsAnotherExperiment() {
    RunReport report =
        report(List.of(first, reached("true-labels", "b", "cpu", hashes("labels", "other"))));

    assertThat(report.hasMismatch()).isTrue();
    assertThat(lines(report))
        .contains(
            "NOT THE SAME EXPERIMENT: mlp/true-labels/seed-1 on b cpu was handed other labels than the row it is compared with");
  }

  @Test
  void marksARowWhoseLossesAreBeyondTheTolerance() {
    CellRecord astray = first.withParity(Records.parity(0.25, OptionalInt.of(3)));

    RunReport report = report(List.of(astray));

    assertThat(report.hasMismatch()).isTrue();
    assertThat(lines(report))
        .contains(
            "NOT THE SAME EXPERIMENT: mlp/true-labels/seed-1 on a cpu: from step 3 on its loss is further from that of reference than 2.0e-06 (largest difference 2.5e-01 at step 4; rounding alone makes 1.0e-07)");
  }

  @Test
  void saysWhatParityIsMeasuredAgainst() {
    assertThat(lines(report(List.of(first))))
        .contains(
            "parity: largest relative difference of the loss from reference over the first 20 steps");
  }

  @Test
  void saysWhyACellFailedAndWhereItsLogIs() {
    RunReport report = report(List.of(first, crashed("true-labels", "b", "cpu")));

    assertThat(report.hasFailedCell()).isTrue();
    assertThat(lines(report))
        .contains(
            "mlp/true-labels/seed-1 on b cpu: crashed: the process was killed by SIGSEGV (log: out/logs/b.log)");
  }

  @Test
  void aClaimThatWasNotConfirmedIsSaid() {
    CellRecord doubtful =
        first.withAttestation(
            new AttestationRecord("no-evidence", "no oneDNN primitive executed", Map.of()));

    assertThat(lines(report(List.of(doubtful))))
        .contains("mlp on a cpu: no oneDNN primitive executed");
  }

  @Test
  void batchSizesThatNoExperimentTrainsWithHaveATableOfTheirOwn() {
    RunReport report =
        report(List.of(first), List.of(throughput(32, "a", "cpu", OptionalDouble.empty())));

    assertThat(lines(report)).contains("mlp       32  a        cpu       14,120     14,120");
  }

  @Test
  void endsWithWhereTheResultsAre() {
    assertThat(lines(report(List.of(first))).getLast()).isEqualTo("Results: out/run.json");
  }

  private static RunReport report(List<CellRecord> cells) {
    return report(cells, List.of());
  }

  private static RunReport report(List<CellRecord> cells, List<ThroughputRecord> throughput) {
    return new RunReport(Records.run(cells, throughput), Path.of("out"));
  }

  private static List<String> lines(RunReport report) {
    return report.lines(Terminal.NONE);
  }
}
