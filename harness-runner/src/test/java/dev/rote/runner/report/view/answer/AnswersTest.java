package dev.rote.runner.report.view.answer;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.reachedAt;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.twins;
import static dev.rote.runner.result.Results.withTwins;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.Forks;
import dev.rote.runner.report.view.Best;
import dev.rote.runner.report.view.Column;
import dev.rote.runner.report.view.Columns;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final int SPEED = 0;
  private static final int LEARNING = 1;
  private static final int TRUST = 2;

  private final CellResult a = reachedAt(reached("random-labels", "a", "cpu", hashes()), 47);
  private final CellResult b = reachedAt(reached("random-labels", "b", "cpu", hashes()), 53);

  @Test
  void theFastestRowIsNamedWithItsLead() {
    assertThat(
            answer(
                SPEED,
                run(
                    List.of(a, b),
                    List.of(
                        Forks.of("a", 1000, 1010, 990, 1005),
                        Forks.of("b", 2000, 2015, 1985, 2010)))))
        .contains(
            "Training of mlp, batch 128: b cpu is the fastest, 2,003 examples/s: 2.00x (1.99-2.01) as fast as a cpu, the next.");
  }

  @Test
  void whereNoRowIsSeenToBeFasterThatIsTheAnswer() {
    assertThat(
            answer(
                SPEED,
                run(
                    List.of(a, b),
                    List.of(Forks.of("a", 1000, 1100, 900), Forks.of("b", 1050, 900, 1150)))))
        .first()
        .asString()
        .startsWith(
            "Training of mlp, batch 128: b cpu has the highest mean, 1,033 examples/s, but no difference is seen to a cpu (");
  }

  @Test
  void twoForksAreTooFewToTell() {
    assertThat(
            answer(
                SPEED, run(List.of(a, b), List.of(Forks.of("a", 10, 10), Forks.of("b", 900, 900)))))
        .first()
        .asString()
        .endsWith("but no difference is seen to a cpu (needs 3 forks at least).");
  }

  @Test
  void aRunWithoutThroughputSaysSo() {
    assertThat(answer(SPEED, run(List.of(a, b), List.of())))
        .containsExactly("This run did not measure throughput.");
  }

  @Test
  void rowsThatTwinsDoNotTellApartLearnTheSame() {
    List<TwinResult> twins = new ArrayList<>(twins(a, 46, 47, 52));
    twins.addAll(twins(b, 51, 52, 54));

    assertThat(answer(LEARNING, withTwins(run(List.of(a, b), List.of()), twins)))
        .containsExactly(
            "All 2 cells reached what the suite asks for.",
            "Rows differ by no more than rounding or another seed makes in epochs to error 0 of mlp/random-labels/seed-1.");
  }

  @Test
  void withoutTwinsADifferenceIsOpen() {
    assertThat(answer(LEARNING, run(List.of(a, b), List.of())).getLast())
        .isEqualTo(
            "Rows differ in epochs to error 0 of mlp/random-labels/seed-1; rounding alone may have made it, which --twins 3 would tell.");
  }

  @Test
  void whatDidNotReachIsCounted() {
    assertThat(
            answer(LEARNING, run(List.of(a, crashed("random-labels", "b", "cpu")), List.of()))
                .getFirst())
        .isEqualTo("1 of 2 cells reached what the suite asks for; 1 crashed.");
  }

  @Test
  void aRowThatWasHandedSomethingElseIsNotToBeBelieved() {
    CellResult other = reached("random-labels", "b", "cpu", hashes("labels", "others"));

    assertThat(answers(run(List.of(a, other), List.of())).get(TRUST).sentences())
        .first()
        .isEqualTo(Remark.bad("1 row is not the same experiment as its neighbours or as itself."));
  }

  @Test
  void ofSeveralRunsEachSentenceNamesItsOwn() {
    RunResult run = run(List.of(a, b), List.of());
    Report report =
        Report.of(
            List.of(
                Source.of("monday", Path.of("1"), run), Source.of("tuesday", Path.of("2"), run)));

    assertThat(Answers.of(report).get(SPEED).sentences())
        .extracting(Remark::text)
        .containsExactly(
            "monday: This run did not measure throughput.",
            "tuesday: This run did not measure throughput.");
  }

  @Test
  void theFastestIsMarkedInItsColumnAndOtherwiseTheDoubtIs() {
    ThroughputResult slow = Forks.of("a", 1000, 1010, 990, 1005);
    ThroughputResult fast = Forks.of("b", 2000, 2015, 1985, 2010);
    Report report = Report.of(run(List.of(a, b), List.of(slow, fast)), Path.of("x"));
    Best best = Best.of(report);
    Column training =
        Columns.all(report).stream()
            .filter(column -> column.key().equals(Columns.TRAINING))
            .findFirst()
            .orElseThrow();

    assertThat(report.rows().stream().map(row -> best.mark(training, row)))
        .containsExactly(Optional.empty(), Optional.of(Remark.good("fastest")));
  }

  private static List<String> answer(int question, RunResult run) {
    return answers(run).get(question).sentences().stream().map(Remark::text).toList();
  }

  private static List<Answer> answers(RunResult run) {
    return Answers.of(Report.of(run, Path.of("x")));
  }
}
