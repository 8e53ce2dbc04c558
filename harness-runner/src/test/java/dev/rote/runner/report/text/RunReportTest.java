package dev.rote.runner.report.text;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.throughput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.WorkerFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private final CellResult first = reached("true-labels", "a", "cpu", hashes());
  private Judgement judgement;

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
            "                                    training     inference  epochs to  seconds  epochs to   parity       of   train   test",
            "experiment     backend  device          ex/s          ex/s   loss 0.1    to it    error 0  of loss   logits     acc    acc  outcome",
            "true-labels    a        cpu     14,120 ±3.0%  14,120 ±3.0%         >2        -          2  3.0e-07  4.0e-07  100.0%  80.3%  reached",
            "true-labels    b        onednn             -             -         >2        -          2  3.0e-07  4.0e-07  100.0%  80.3%  reached",
            "random-labels  a        cpu     14,120 ±3.0%  14,120 ±3.0%         >2        -          2  3.0e-07  4.0e-07  100.0%  80.3%  reached");
  }

  @Test
  void whatTellsRowsApartHasAColumnAndIsNeverCutOffATerminal() {
    CellResult wide =
        reached(
            "random-labels-with-weight-decay-0.0005-batch-128", "onnxruntime", "onednn", hashes());
    CellKey other =
        new CellKey(
            "small-inception-no-bn/true-labels/seed-2",
            "true-labels",
            "small-inception-no-bn",
            "onnxruntime",
            wide.key().device(),
            2,
            128);
    CellResult second =
        new CellResult(
            other,
            wide.ending(),
            wide.learning(),
            wide.worker(),
            wide.attestation(),
            wide.parity());

    List<String> lines = lines(report(List.of(wide, second)));

    assertThat(lines)
        .anySatisfy(line ->
            assertThat(line).matches("model +experiment +seed +backend .*").doesNotContain("…"))
        .anySatisfy(line ->
            assertThat(line)
                .matches(
                    "mlp +random-labels-with-weight-decay-0.0005-batch-128 +1 +onnxruntime .*"))
        .anySatisfy(line ->
            assertThat(line).matches("small-inception-no-bn +true-labels +2 +onnxruntime .*"));
  }

  @Test
  void onATerminalTheTableFitsIfShorterTextStillTellsRowsApart() {
    CellResult wide =
        reached(
            "random-labels-with-weight-decay-0.0005-batch-128", "onnxruntime", "onednn", hashes());

    List<String> lines = report(List.of(first, wide)).lines(new Terminal(true, true, 134, false));

    assertThat(lines.subList(0, 7))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(134))
        .anySatisfy(line -> assertThat(line).startsWith("random-").contains("…", "128"));
  }

  @Test
  void twoForksAreShownByTheirMedianAndRangeAndNotByAnInterval() {
    ThroughputResult two = throughput(128, "a", "cpu", OptionalDouble.of(9_999));
    Measurement measured =
        new Measurement(
            15_000,
            OptionalDouble.of(9_999),
            Measurement.UNIT,
            List.of(List.of(14_000.0), List.of(16_000.0)));
    ThroughputResult few =
        new ThroughputResult(
            two.key(),
            two.outcome(),
            two.reason(),
            Optional.of(measured),
            two.predict(),
            two.gflops(),
            two.shareOfPeak(),
            two.rounds());

    assertThat(lines(report(List.of(first), List.of(few))))
        .anySatisfy(line -> assertThat(line).contains("15,000 (14,000-16,000)"))
        .noneSatisfy(line -> assertThat(line).contains("±67"));
  }

  @Test
  void aParityThatCouldNotBeCheckedIsSaid() {
    ReferenceTrace failed =
        new ReferenceTrace(
            "reference",
            new Ending(Outcome.CRASHED, Optional.of("its JVM did not start"), Optional.empty()),
            List.of(),
            Optional.empty(),
            Optional.empty());
    RunResult run =
        Results.run(List.of(first), List.of(), Map.of("mlp/true-labels/seed-1", failed));

    assertThat(Judgement.of(run).unchecked()).hasSize(1);
    assertThat(new RunReport(Report.of(run, Path.of("out"))).lines(Terminal.NONE))
        .contains(
            "NOT CHECKED: the parity of mlp/true-labels/seed-1, because its reference (reference) could not be trained: crashed: its JVM did not start");
  }

  @Test
  void saysThatRowsAreTheSameExperimentAndByWhichHashes() {
    RunReport report = report(List.of(first, reached("true-labels", "b", "cpu", hashes())));

    assertThat(judgement.mismatch()).isFalse();
    assertThat(lines(report))
        .anySatisfy(line ->
            assertThat(line).startsWith("mlp/true-labels/seed-1: the same in all 2 rows: images "));
  }

  @Test
  void marksARowThatIsAnotherExperiment() {
    RunReport report =
        report(List.of(first, reached("true-labels", "b", "cpu", hashes("labels", "other"))));

    assertThat(judgement.mismatch()).isTrue();
    assertThat(lines(report))
        .contains(
            "NOT THE SAME EXPERIMENT: mlp/true-labels/seed-1 on b cpu was handed other labels than the row it is compared with");
  }

  @Test
  void marksARowWhoseLossesAreBeyondTheTolerance() {
    CellResult astray =
        first.with(first.attestation(), Optional.of(Results.parity(0.25, OptionalInt.of(3))));

    RunReport report = report(List.of(astray));

    assertThat(judgement.mismatch()).isTrue();
    assertThat(lines(report))
        .contains(
            "NOT THE SAME EXPERIMENT: mlp/true-labels/seed-1 on a cpu: from step 3 on its loss is further from that of reference than 2.0e-06 (largest difference 2.5e-01 at step 4; rounding alone makes 1.0e-07)");
  }

  @Test
  void saysWhatParityIsMeasuredAgainst() {
    assertThat(lines(report(List.of(first))))
        .contains(
            "parity: largest relative difference from reference of the loss over the first 20 steps, and of the logits before and after them");
  }

  @Test
  void lossesThatDoNotFitTheOwnPredictionsAreAnotherExperiment() {
    EpochResult last = first.learning().last().orElseThrow();
    EpochResult astray =
        new EpochResult(
            7,
            last.steps(),
            last.learningRate(),
            last.train(),
            last.test(),
            last.trainSeconds(),
            last.evaluationSeconds(),
            last.order(),
            last.augmentedImages(),
            OptionalDouble.of(0.03));
    Learning learning =
        new Learning(
            first.learning().zero(),
            List.of(last, astray),
            first.learning().trace(),
            first.learning().logits(),
            first.learning().hashes(),
            Optional.empty());
    RunReport report =
        report(List.of(CellResult.of(first.key(), first.ending(), learning, first.worker())));

    assertThat(judgement.mismatch()).isTrue();
    assertThat(lines(report))
        .anySatisfy(line ->
            assertThat(line)
                .startsWith(
                    "NOT THE SAME EXPERIMENT: mlp/true-labels/seed-1 on a cpu: the first loss of"
                        + " epoch 7 is not what its own predictions before it give (relative"
                        + " difference 3.0e-02, allowed is 1.0e-04)"));
  }

  @Test
  void aProcessThatPrintsMegabytesIsTold() {
    CellResult loud =
        CellResult.of(
            first.key(),
            first.ending(),
            first.learning(),
            new WorkerFacts(
                Optional.of("A 2"),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.of(22L << 20)));

    assertThat(lines(report(List.of(loud))))
        .contains(
            "mlp/true-labels/seed-1 on a cpu: its process printed 22 MiB, and its speed is that with it: silence its framework in the backend's launch (log: out/logs/a.log)");
    assertThat(lines(report(List.of(first))))
        .noneSatisfy(line -> assertThat(line).contains("printed"));
  }

  /** A framework may print at every prediction, of which a cell has few and a fork thousands. */
  @Test
  void aForkThatPrintsMegabytesIsToldOnceWithTheLoudestLog() {
    ThroughputResult quiet = throughput(32, "a", "cpu", OptionalDouble.of(1));
    ForkResult fork = quiet.rounds().getFirst();
    List<ForkResult> forks =
        Stream.of(3L << 20, 22L << 20)
            .map(bytes ->
                new ForkResult(
                    fork.round(),
                    fork.place(),
                    fork.started(),
                    Ending.done(Optional.of("logs/" + bytes + ".log")),
                    fork.samples(),
                    OptionalLong.of(bytes),
                    Optional.empty()))
            .toList();
    ThroughputResult loud =
        new ThroughputResult(
            quiet.key(),
            quiet.outcome(),
            quiet.reason(),
            quiet.train(),
            quiet.predict(),
            quiet.gflops(),
            quiet.shareOfPeak(),
            forks);

    assertThat(lines(report(List.of(first), List.of(loud))))
        .filteredOn(line -> line.contains("printed"))
        .containsExactly(
            "throughput of mlp, batch 32 on a cpu: its process printed 22 MiB, and its speed is that with it: silence its framework in the backend's launch (log: out/logs/23068672.log)");
    assertThat(lines(report(List.of(first), List.of(quiet))))
        .noneSatisfy(line -> assertThat(line).contains("printed"));
  }

  @Test
  void saysWhyACellFailedAndWhereItsLogIs() {
    RunReport report = report(List.of(first, crashed("true-labels", "b", "cpu")));

    assertThat(judgement.failed()).isTrue();
    assertThat(lines(report))
        .contains(
            "mlp/true-labels/seed-1 on b cpu: crashed: the process was killed by SIGSEGV (log: out/logs/b.log)");
  }

  @Test
  void aClaimThatWasNotConfirmedIsSaid() {
    CellResult doubtful =
        attested(first, Attestation.Verdict.NO_EVIDENCE, "no oneDNN primitive executed");

    assertThat(lines(report(List.of(doubtful))))
        .contains("mlp on a cpu: no oneDNN primitive executed");
    assertThat(judgement.unchecked()).isEmpty();
    assertThat(judgement.mismatch()).isFalse();
  }

  @Test
  void aClaimThatNobodyCouldLookAtIsSaidNotToBeChecked() {
    CellResult dark =
        attested(first, Attestation.Verdict.NOT_MADE, "the attested run failed: hung");

    assertThat(lines(report(List.of(dark))))
        .contains("NOT CHECKED: what mlp executes on a cpu, because the attested run failed: hung");
  }

  @Test
  void aClaimThatWasSeenToBeFalseIsAMismatch() {
    CellResult liar = attested(first, Attestation.Verdict.CONTRADICTED, "oneDNN executed matmul");

    assertThat(lines(report(List.of(liar))))
        .contains("NOT WHAT IT CLAIMS: mlp on a cpu: oneDNN executed matmul");
    assertThat(judgement.mismatch()).isTrue();
  }

  private static CellResult attested(
      CellResult cell, Attestation.Verdict verdict, String sentence) {
    return cell.with(
        Optional.of(new Attestation(verdict, sentence, Map.of(), Map.of(), Optional.empty())),
        cell.parity());
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

  private RunReport report(List<CellResult> cells) {
    return report(cells, List.of());
  }

  private RunReport report(List<CellResult> cells, List<ThroughputResult> throughput) {
    judgement = Judgement.of(Results.run(cells, throughput));
    return new RunReport(Report.of(Results.run(cells, throughput), Path.of("out")));
  }

  private static List<String> lines(RunReport report) {
    return report.lines(Terminal.NONE);
  }
}
