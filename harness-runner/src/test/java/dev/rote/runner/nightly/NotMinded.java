package dev.rote.runner.nightly;

import dev.rote.runner.analysis.Forks;
import dev.rote.runner.analysis.comparison.Compared;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.SpeedEntry;
import dev.rote.runner.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Histories of a row whose nights decided something. */
final class NotMinded {
  private static final int NIGHTS = 12;

  private NotMinded() {}

  /**
   * Returns nights whose builds differed by that interval of ratios, which was no more than a note.
   */
  static History history(double low, double high) {
    return new History(
        nights(
            new Decision(
                Decision.Kind.NOTE,
                "inconclusive",
                "seen",
                Optional.empty(),
                OptionalDouble.of((low + high) / 2),
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                20)),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<History.Recorded> nights(Decision decision) {
    List<History.Recorded> nights = new ArrayList<>();
    for (int night = 0; night < NIGHTS; night++) {
      RunResult run = Compared.run(List.of(), List.of(Forks.of("a", 1000, 1001)));
      HistoryEntry entry = HistoryEntry.of(run, List.of()).getFirst();
      nights.add(
          new History.Recorded(
              entry.night(),
              List.of(((SpeedEntry) entry).decided(Optional.of(decision), Optional.empty()))));
    }
    return nights;
  }
}
