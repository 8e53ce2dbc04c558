package dev.rote.runner.report.view;

import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.withTestErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingRemarksTest {
  @Test
  void namesTheRowsThatWouldHaveGainedMostAndCountsTheOthers() {
    List<CellResult> cells =
        List.of(
            row("a", 300, 400),
            row("b", 300, 301),
            row("c", 300, 500),
            row("d", 300, 380),
            row("e", 300, 360));

    assertThat(EarlyStoppingRemarks.of(Results.run(cells, List.of())))
        .containsExactly(
            Remark.plain(
                "early stopping would have raised the test accuracy of 4 of 5 rows:"
                    + " mlp/noisy/seed-1 on c cpu by 20.0 points, with 70.0% after epoch 1 of 2;"
                    + " mlp/noisy/seed-1 on a cpu by 10.0 points, with 70.0% after epoch 1 of 2;"
                    + " mlp/noisy/seed-1 on d cpu by 8.0 points, with 70.0% after epoch 1 of 2;"
                    + " and 1 more"));
  }

  @Test
  void saysNothingWhereNoGainIsClearOrNoTrainingCameToItsEnd() {
    List<CellResult> cells = List.of(row("a", 300, 301), Results.crashed("noisy", "b", "cpu"));

    assertThat(EarlyStoppingRemarks.of(Results.run(cells, List.of()))).isEmpty();
  }

  @Test
  void theTableOfThePageHasTheGainOfEveryRow() {
    List<CellResult> cells =
        List.of(row("a", 300, 423), row("b", 300, 300), Results.crashed("noisy", "c", "cpu"));
    Report report = Report.of(Results.run(cells, List.of()), Path.of("out"));

    Column gain =
        Columns.all(report).stream()
            .filter(column -> column.key().equals("early-stopping-gain"))
            .findFirst()
            .orElseThrow();

    assertThat(report.rows())
        .extracting(row -> gain.value().apply(row).text())
        .containsExactly("+12.3", "+0.0", Value.EMPTY.text());
  }

  private static CellResult row(String backend, int best, int last) {
    return withTestErrors(reached("noisy", backend, "cpu", hashes()), 1000, best, last);
  }
}
