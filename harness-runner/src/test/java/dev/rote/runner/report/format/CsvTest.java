package dev.rote.runner.report.format;

import static dev.rote.runner.report.format.OddRuns.NAME;
import static dev.rote.runner.report.format.OddRuns.ended;
import static dev.rote.runner.report.format.OddRuns.named;
import static dev.rote.runner.report.format.OddRuns.report;
import static dev.rote.runner.report.format.OddRuns.source;
import static dev.rote.runner.report.format.OddRuns.withLosses;
import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.throughput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.ThroughputResult;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CsvTest {
  private final CellResult first = reached("true-labels", "a", "cpu", hashes());

  @Test
  void linesAndFieldsAreThoseOfRfc4180() throws IOException {
    StringWriter out = new StringWriter();

    new CsvTable<String>()
        .column("text", text -> text)
        .column("length", String::length)
        .column("nothing", text -> Optional.empty())
        .column("third", text -> 1 / 3.0)
        .write(List.of("plain", NAME, "two\nlines", ""), out);

    assertThat(out)
        .hasToString(
            "text,length,nothing,third\r\n"
                + "plain,5,,0.3333333333333333\r\n"
                + "\"</script><b>|, \"\"ä\"\"\",18,,0.3333333333333333\r\n"
                + "\"two\nlines\",9,,0.3333333333333333\r\n"
                + "\"\",0,,0.3333333333333333\r\n");
  }

  @Test
  void aCellIsALineWithItsKeysAndItsFigures() throws IOException {
    List<CSVRecord> lines =
        read(Csv.CELLS, report(List.of(first), throughput(128, "a", "cpu", OptionalDouble.of(9))));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().toMap())
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("run", "small"),
                Map.entry("folder", "out"),
                Map.entry("started", "2026-01-02T03:04:05Z"),
                Map.entry("threads", "2"),
                Map.entry("experiment", "mlp/true-labels/seed-1"),
                Map.entry("batch", "128"),
                Map.entry("device", "cpu"),
                Map.entry("outcome", "reached"),
                Map.entry("reason", ""),
                Map.entry("objections", ""),
                Map.entry("epochs", "2"),
                Map.entry("steps", "30"),
                Map.entry("epochs_to_error0", "2"),
                Map.entry("steps_to_error0", "30"),
                Map.entry("examples_to_error0", "3840"),
                Map.entry("seconds_to_error0", "1.5"),
                Map.entry("epochs_to_loss0.1", ""),
                Map.entry("train_accuracy", "1.0"),
                Map.entry("test_accuracy", "0.803"),
                Map.entry("test_loss", "1.6"),
                Map.entry("generalization_gap", "0.19699999999999995"),
                Map.entry("best_epoch", "1"),
                Map.entry("best_train_accuracy", "0.5"),
                Map.entry("early_stopping_gain", "0.0"),
                Map.entry("parity_of_loss", "3.0E-7"),
                Map.entry("parity_of_logits", "4.0E-7"),
                Map.entry("parity_within", "true"),
                Map.entry("attestation", "confirmed"),
                Map.entry("speed_outcome", "measured"),
                Map.entry("training_examples_per_second", "14120.0"),
                Map.entry("training_half_width", "9.0"),
                Map.entry("inference_forks", "3"),
                Map.entry("share_of_peak", "0.5"),
                Map.entry("startup_seconds", "1.2"),
                Map.entry("peak_rss_bytes", "1048576"),
                Map.entry("parameters_hash", Results.hash("parameters"))));
  }

  @Test
  void whatACellHasNotGotIsEmpty() throws IOException {
    CSVRecord line =
        read(Csv.CELLS, report(List.of(first, crashed("true-labels", "b", "cpu")))).getLast();

    assertThat(line.toMap())
        .containsEntry("outcome", "crashed")
        .containsEntry("reason", "the process was killed by SIGSEGV")
        .containsEntry("epochs", "0");
    assertThat(
            Stream.of(
                "epochs_to_error0",
                "seconds_to_loss0.1",
                "train_loss",
                "test_accuracy",
                "generalization_gap",
                "best_epoch",
                "early_stopping_gain",
                "parity_of_loss",
                "parity_within",
                "attestation",
                "speed_outcome",
                "training_half_width",
                "startup_seconds",
                "images_hash"))
        .allSatisfy(column -> assertThat(line.get(column)).as(column).isEmpty());
  }

  @Test
  void lossesThatAreNotFiniteAreWrittenAsEveryReaderTakesThemForNumbers() throws IOException {
    CellResult diverged =
        ended(
            withLosses(first, 2.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN),
            Outcome.DIVERGED,
            "its loss is NaN");

    assertThat(read(Csv.EPOCHS, report(List.of(diverged))))
        .extracting(line -> line.get("train_loss"))
        .containsExactly("2.5", "Inf", "-Inf", "NaN");
    assertThat(read(Csv.CELLS, report(List.of(diverged))).getFirst().toMap())
        .containsEntry("outcome", "diverged")
        .containsEntry("train_loss", "NaN")
        .containsEntry("test_loss", "NaN");
  }

  @Test
  void whatMakesARowAnotherExperimentHasANameForPrograms() throws IOException {
    CellResult odd = reached("true-labels", "b", "cpu", hashes("labels", "other"));
    CellResult astray =
        odd.with(
            Optional.of(
                new Attestation(
                    Attestation.Verdict.CONTRADICTED,
                    "oneDNN executed matmul",
                    Map.of(),
                    Map.of(),
                    Optional.empty())),
            Optional.of(Results.parity(0.25, OptionalInt.of(3))));

    assertThat(read(Csv.CELLS, report(List.of(first, astray))))
        .extracting(line -> line.get("objections"))
        .containsExactly("", "other-inputs beyond-parity contradicted-device");
  }

  @Test
  void anEpochIsALineWithTheKeysOfItsCell() throws IOException {
    List<CSVRecord> lines = read(Csv.EPOCHS, report(List.of(named(first, NAME))));

    assertThat(lines).hasSize(2);
    assertThat(lines.getLast().toMap())
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("run", "small"),
                Map.entry("name", NAME),
                Map.entry("backend", "a"),
                Map.entry("epoch", "2"),
                Map.entry("steps", "15"),
                Map.entry("learning_rate", "0.01"),
                Map.entry("train_accuracy", "1.0"),
                Map.entry("train_wrong", "0"),
                Map.entry("test_examples", "1000"),
                Map.entry("train_seconds", "0.7"),
                Map.entry("augmented_images_hash", "")));
  }

  @Test
  void aForkIsALineWithTheMeansOfItsIterations() throws IOException {
    ThroughputResult speed = throughput(32, "a", "cpu", OptionalDouble.empty());

    List<CSVRecord> lines = read(Csv.FORKS, report(List.of(first), speed));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().toMap())
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("run", "small"),
                Map.entry("model", "mlp"),
                Map.entry("batch", "32"),
                Map.entry("round", "0"),
                Map.entry("place", "1"),
                Map.entry("started", "2026-01-02T03:04:05Z"),
                Map.entry("outcome", "measured"),
                Map.entry("training_examples_per_second", "14120.0"),
                Map.entry("training_iterations", "1"),
                Map.entry("training_seconds", "0.3"),
                Map.entry("training_processor_seconds", "0.55"),
                Map.entry("inference_processor_seconds", ""),
                Map.entry("training_voluntary_switches", "12"),
                Map.entry("training_involuntary_switches", "3"),
                Map.entry("training_waiting_seconds", "0.004"),
                Map.entry("training_steal_seconds", "0.01"),
                Map.entry("training_pressure_seconds", "0.006"),
                Map.entry("inference_voluntary_switches", ""),
                Map.entry("inference_involuntary_switches", ""),
                Map.entry("inference_waiting_seconds", ""),
                Map.entry("inference_steal_seconds", ""),
                Map.entry("inference_pressure_seconds", ""),
                Map.entry("disturbed", ""),
                Map.entry("finite", "true"),
                Map.entry("printed_bytes", "512")));
  }

  @Test
  void theRunsOfAReportAreToldApartByTheirLabels() throws IOException {
    Report both =
        Report.of(
            List.of(
                source("before", run(List.of(first), List.of())),
                source("after, \"now\"", run(List.of(first), List.of()))));

    assertThat(read(Csv.CELLS, both))
        .extracting(line -> line.get("run"))
        .containsExactly("before", "after, \"now\"");
  }

  @Test
  void anOlderRunHasEmptyFieldsForWhatWasNotRecordedThen() throws IOException {
    List<CSVRecord> cells = read(Csv.CELLS, OddRuns.older());

    assertThat(cells)
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.get("epochs_to_error0")).matches("\\d+");
          assertThat(line.get("training_examples_per_second")).matches("\\d+\\.\\d+(E\\d+)?");
          assertThat(line.get("parity_of_logits")).isEmpty();
          assertThat(line.get("printed_bytes")).isEmpty();
        });
    assertThat(read(Csv.EPOCHS, OddRuns.older())).isNotEmpty();
    assertThat(read(Csv.FORKS, OddRuns.older())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Csv.class)
  void everyColumnIsDocumented(Csv csv) throws IOException {
    String documented = Files.readString(Path.of("../docs/reports.md"));
    StringWriter out = new StringWriter();
    csv.write(report(List.of(first)), out);

    assertThat(out.toString().lines().findFirst().orElseThrow().split(","))
        .hasSizeGreaterThan(10)
        .allSatisfy(column ->
            assertThat(documented)
                .contains("`" + column.replaceAll("_to_(error|loss)[0-9.]+$", "_to_ZERO") + "`"));
  }

  private static List<CSVRecord> read(Csv csv, Report report) throws IOException {
    StringWriter out = new StringWriter();
    csv.write(report, out);
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(out.toString()))
        .getRecords();
  }
}
