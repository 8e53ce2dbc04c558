package dev.rote.runner.report.view;

import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.Zero;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One or more runs side by side.
 *
 * @param sources the runs, one or more, in the order in which they were named
 * @param rows lined up by experiment, backend and device, in the order in which the first run that
 *     has one has it
 */
public record Report(List<Source> sources, List<Row> rows) {
  public Report {
    sources = List.copyOf(sources);
    rows = List.copyOf(rows);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("there is no run, a report is of 1 or more");
    }
  }

  /** Returns the report of a run. */
  public static Report of(RunResult run, Path folder) {
    return of(List.of(Source.of(run.name(), folder, run)));
  }

  /** Returns the report of runs. */
  public static Report of(List<Source> sources) {
    List<Row> rows = new ArrayList<>();
    Map<String, Integer> experiments = new HashMap<>();
    Map<String, Integer> targets = new HashMap<>();
    for (Source source : sources) {
      for (CellResult cell : source.run().cells()) {
        Row row = new Row(source, cell, speed(source.run(), cell.key()));
        experiments.putIfAbsent(cell.key().experiment(), experiments.size());
        targets.putIfAbsent(row.target(), targets.size());
        rows.add(row);
      }
    }
    rows.sort(
        Comparator.comparing((Row row) -> experiments.get(row.key().experiment()))
            .thenComparing(row -> targets.get(row.target()))
            .thenComparing(row -> sources.indexOf(row.source())));
    return new Report(sources, rows);
  }

  private static Optional<ThroughputResult> speed(RunResult run, CellKey cell) {
    return run.throughput().stream().filter(each -> each.key().isOf(cell)).findFirst();
  }

  /** Returns whether all rows have the same of something. */
  public boolean one(Function<Row, ?> part) {
    return rows.stream().map(part).distinct().count() <= 1;
  }

  /** Returns what zero loss is, as the first row that has such a threshold has it. */
  public Optional<Threshold> zeroLoss() {
    return rows.stream()
        .flatMap(row -> row.learning().zeroLoss().stream())
        .map(Zero::threshold)
        .findFirst();
  }

  /** Returns what error counts as zero. */
  public Optional<Threshold> zeroError() {
    return rows.stream()
        .flatMap(row -> row.learning().zeroError().stream())
        .map(Zero::threshold)
        .findFirst();
  }
}
