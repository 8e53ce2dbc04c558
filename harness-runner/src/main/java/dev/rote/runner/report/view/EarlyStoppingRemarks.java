package dev.rote.runner.report.view;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.analysis.EarlyStopping;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which rows would have classified the test set better, had their training ended earlier. */
final class EarlyStoppingRemarks {
  /** More rows than these are counted, and not named. */
  private static final int MOST_ROWS = 3;

  private EarlyStoppingRemarks() {}

  private record Gain(CellResult cell, EarlyStopping stopping) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s by %.1f points, with %s after epoch %d of %d",
          cell.key(),
          100 * stopping.gain(),
          Texts.percent(stopping.best().testAccuracy().orElseThrow()),
          stopping.best().epoch(),
          stopping.last().epoch());
    }
  }

  /** Returns a sentence if there is any row whose gain is clear. */
  static List<Remark> of(RunResult run) {
    List<CellResult> cells =
        run.cells().stream().filter(cell -> cell.outcome().ranToItsEnd()).toList();
    List<Gain> gains = new ArrayList<>();
    for (CellResult cell : cells) {
      EarlyStopping.of(cell.learning())
          .filter(EarlyStopping::isClear)
          .ifPresent(stopping -> gains.add(new Gain(cell, stopping)));
    }
    if (gains.isEmpty()) {
      return List.of();
    }
    gains.sort(Comparator.comparingDouble(gain -> -gain.stopping.gain()));
    int more = gains.size() - MOST_ROWS;
    return List.of(
        Remark.plain(
            "early stopping would have raised the test accuracy of %d of %d rows: %s%s"
                .formatted(
                    gains.size(),
                    cells.size(),
                    gains.stream().limit(MOST_ROWS).map(Gain::toString).collect(joining("; ")),
                    more > 0 ? "; and %d more".formatted(more) : "")));
  }
}
