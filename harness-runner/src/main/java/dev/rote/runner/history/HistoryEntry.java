package dev.rote.runner.history;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;

/** What one row of a suite gave in one night: how fast it was, or how it learned. */
public sealed interface HistoryEntry extends HistoryLine permits SpeedEntry, LearningEntry {
  /** Returns when, of what, and on which machine. */
  Night night();

  /** Returns which of the night's lines it is, from 1. */
  int line();

  /**
   * Returns what people call the row, the same in every night; unique among the rows of a suite.
   */
  String cell();

  /** Returns what ran. */
  BackendBuild build();

  /** Returns what was decided about it, once somebody has. */
  List<Decision> decisions();

  /**
   * Returns a night's entries: one for every speed and one for every cell of a run, in its order.
   *
   * @param marks what a reader of the night must know, a sentence each, such as that the machine
   *     was busy
   */
  static List<HistoryEntry> of(RunResult run, List<String> marks) {
    Night night = Night.of(run, marks);
    List<HistoryEntry> entries = new ArrayList<>(night.lines());
    for (ThroughputResult row : run.throughput()) {
      BackendBuild build = BackendBuild.of(run, row.key().backend(), row.key().device());
      entries.add(SpeedEntry.of(night, entries.size() + 1, row, build));
    }
    for (CellResult cell : run.cells()) {
      BackendBuild build = BackendBuild.of(run, cell.key().backend(), cell.key().device());
      entries.add(LearningEntry.of(night, entries.size() + 1, cell, build));
    }
    return List.copyOf(entries);
  }
}
