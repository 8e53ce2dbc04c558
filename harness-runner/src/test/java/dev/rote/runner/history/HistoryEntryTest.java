package dev.rote.runner.history;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hash;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.Forks;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.json.GeneratedRuns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a night's results. */
class HistoryEntryTest {
  private static final RunResult RUN =
      run(
          List.of(reached("true-labels", "a", "cpu", hashes()), crashed("true-labels", "b", "cpu")),
          List.of(Forks.of("a", 1000, 3000)));

  @TempDir private Path folder;

  @Test
  void aSpeedHasTheMeanOfEveryForkByWallAndByProcessorTime() {
    SpeedEntry entry = (SpeedEntry) HistoryEntry.of(RUN, List.of()).getFirst();

    assertThat(entry.cell()).isEqualTo("mlp, batch 128 on a cpu");
    assertThat(entry.outcome()).isEqualTo(SpeedOutcome.MEASURED);
    assertThat(entry.training())
        .isEqualTo(
            new PhaseSpeed(ForkMeans.of(1000, 3000), ForkMeans.of(500, 1500), Optional.empty()));
    assertThat(entry.inference()).isEqualTo(entry.training());
    assertThat(entry.build())
        .isEqualTo(
            new BackendBuild(Optional.of("1.0"), Optional.of("A 2"), Optional.of(hash("jars"))));
  }

  @Test
  void aCellHasHowItLearned() {
    LearningEntry entry = (LearningEntry) HistoryEntry.of(RUN, List.of()).get(1);

    assertThat(entry.cell()).isEqualTo("mlp/true-labels/seed-1 on a cpu");
    assertThat(entry.outcome()).isEqualTo(Outcome.REACHED);
    assertThat(entry.epochsTo())
        .isEqualTo(Map.of("error", OptionalInt.of(2), "loss0.1", OptionalInt.empty()));
    assertThat(entry.last()).hasValue(new LearningEntry.Accuracies(2, 1, OptionalDouble.of(0.803)));
    assertThat(entry.best())
        .hasValue(new LearningEntry.Accuracies(1, 0.5, OptionalDouble.of(0.803)));
    assertThat(entry.parity()).hasValue(new LearningEntry.Distance(3e-7, true));
  }

  @Test
  void aCellThatCrashedIsARowAsWell() {
    LearningEntry entry = (LearningEntry) HistoryEntry.of(RUN, List.of()).get(2);

    assertThat(entry.outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(entry.last()).isEmpty();
    assertThat(entry.parity()).isEmpty();
    assertThat(entry.build().jars()).isEmpty();
  }

  @Test
  void everyLineHasItsNightAndItsPlaceInIt() {
    List<HistoryEntry> entries = HistoryEntry.of(RUN, List.of("busy: its load was 7.0"));

    assertThat(entries).extracting(HistoryEntry::line).containsExactly(1, 2, 3);
    assertThat(entries)
        .extracting(HistoryEntry::night)
        .containsOnly(
            new Night(
                Instant.parse("2026-01-02T03:04:05Z"),
                "small",
                "1.0",
                Fingerprint.of(RUN.machine().before(), 2),
                List.of("busy: its load was 7.0"),
                3));
  }

  private static final Decision SLOWER =
      new Decision(
          Decision.Kind.ALARM,
          "regressed",
          "-4.8%",
          Optional.of(Nights.start(0)),
          OptionalDouble.of(0.952),
          OptionalDouble.of(0.94),
          OptionalDouble.of(0.964),
          20);

  private static HistoryEntry decided(HistoryEntry entry) {
    return switch (entry) {
      case SpeedEntry speed -> speed.decided(Optional.of(SLOWER), Optional.empty());
      case LearningEntry learning -> learning.decided(SLOWER);
    };
  }

  /** Whatever a run may hold, its night is read back to the last bit. */
  @Test
  void whatIsAppendedIsReadBack() {
    HistoryFolder history = new HistoryFolder(folder);
    int nights = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<HistoryEntry> entries =
          HistoryEntry.of(
                  Nights.startedAt(new GeneratedRuns(seed).run(), Nights.start(seed)),
                  List.of("seed " + seed))
              .stream()
              .map(HistoryEntryTest::decided)
              .toList();
      if (!entries.isEmpty()) {
        history.append(entries);
        assertThat(entries).allSatisfy(entry -> assertThat(entry.decisions()).contains(SLOWER));
        List<History.Recorded> read = History.read(folder).nights();
        nights++;
        assertThat(read).hasSize(nights);
        assertThat(read.getLast().entries()).isEqualTo(entries);
      }
    }
    assertThat(nights).isGreaterThan(100);
    assertThat(History.read(folder).notes()).isEmpty();
  }
}
