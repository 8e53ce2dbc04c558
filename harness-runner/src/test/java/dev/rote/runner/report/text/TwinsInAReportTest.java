package dev.rote.runner.report.text;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.reachedAt;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.twins;
import static dev.rote.runner.result.Results.withTwins;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Remarks;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.table.Tables;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.TwinResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinsInAReportTest {
  private final CellResult a = reachedAt(reached("random-labels", "a", "cpu", hashes()), 47);
  private final CellResult b = reachedAt(reached("random-labels", "b", "cpu", hashes()), 53);

  @Test
  void theTableHasTheRangesOverACellAndItsTwins() {
    List<TwinResult> twins = new ArrayList<>(twins(a, 46, 47, 49));
    twins.addAll(twins(b, 50, 0));
    twins.add(new TwinResult(3, crashed("random-labels", "b", "cpu")));

    assertThat(
            Table.of(Tables.of(source(run(List.of(a, b), List.of()), twins)).getFirst().grid())
                .lines(200, false))
        .containsExactly(
            "                                                           epochs to     train      test",
            "twins of                  backend  device   ended            error 0  accuracy  accuracy",
            "mlp/random-labels/seed-1  a        cpu          3              46-49    100.0%     80.3%",
            "mlp/random-labels/seed-1  b        cpu     2 of 3  50-never (1 of 3)    100.0%     80.3%"
                .replace("50-never (1 of 3)    100", "50-never (1 of 3)    100"));
  }

  @Test
  void rowsThatDifferByMoreThanRoundingAreNamedWithTheirRanges() {
    assertThat(sentences(twins(a, 46, 47, 49), twins(b, 51, 52, 54)))
        .containsExactly(
            "mlp/random-labels/seed-1: in epochs to error 0, rows differ by more than rounding alone makes: a cpu (46-49) from b cpu (51-54)");
  }

  @Test
  void rowsThatDifferByNoMoreAreSaidNotToDiffer() {
    assertThat(sentences(twins(a, 46, 47, 52), twins(b, 51, 52, 54)))
        .containsExactly(
            "mlp/random-labels/seed-1: rows differ by no more than rounding alone makes in epochs to error 0");
  }

  @Test
  void tooFewTwinsLeaveItOpenAndSayHowManyWouldDo() {
    assertThat(sentences(twins(a, 46), twins(b, 54)))
        .containsExactly(
            "mlp/random-labels/seed-1: whether rows differ by more than rounding in epochs to error 0 is open, as so few twins of them have ended: --twins 3 would do");
  }

  @Test
  void withoutTwinsADifferenceOfEpochsIsNotTakenForOneOfFrameworks() {
    assertThat(sentences(List.of(), List.of()))
        .containsExactly(
            "epochs of mlp/random-labels/seed-1 differ between rows, which rounding alone may do: --twins 3 shows how much it does");
  }

  @Test
  void whereRowsAreEqualThereIsNothingToSay() {
    assertThat(sentences(source(run(List.of(a, reachedAt(b, 47)), List.of()), List.of())))
        .isEmpty();
  }

  private List<String> sentences(List<TwinResult> ofA, List<TwinResult> ofB) {
    List<TwinResult> twins = new ArrayList<>(ofA);
    twins.addAll(ofB);
    return sentences(source(run(List.of(a, b), List.of()), twins));
  }

  /** Those that are about epochs, and not about what was not checked. */
  private static List<String> sentences(Source source) {
    return Remarks.of(source).stream()
        .map(Remark::text)
        .filter(text -> text.contains("epochs"))
        .toList();
  }

  private static Source source(RunResult run, List<TwinResult> twins) {
    return Source.of("run", Path.of("out"), withTwins(run, twins));
  }
}
