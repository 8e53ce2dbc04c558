package dev.rote.runner.report.text;

import dev.rote.runner.analysis.Speed;
import dev.rote.runner.report.text.Table.Cell;
import dev.rote.runner.report.text.Table.Column;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.Zero;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The side-by-side table at the end of a run: a row per cell. What all rows share, a model or a
 * seed, stands in the title; what tells them apart has a column.
 */
public final class SummaryTable {
  private final RunResult run;
  private final Map<String, Integer> experiments = new LinkedHashMap<>();
  private final boolean oneModel;
  private final boolean oneSeed;
  private final Optional<Threshold> zeroLoss;
  private final Optional<Threshold> zeroError;

  /** Prepares the table of a run. */
  public SummaryTable(RunResult run) {
    this.run = run;
    run.cells()
        .forEach(cell -> experiments.putIfAbsent(cell.key().experiment(), experiments.size()));
    oneModel = run.cells().stream().map(cell -> cell.key().model()).distinct().count() == 1;
    oneSeed = run.cells().stream().map(cell -> cell.key().seed()).distinct().count() == 1;
    zeroLoss = threshold(cell -> cell.learning().zeroLoss());
    zeroError = threshold(cell -> cell.learning().zeroError());
  }

  private Optional<Threshold> threshold(Function<CellResult, Optional<Zero>> zero) {
    return run.cells().stream()
        .flatMap(cell -> zero.apply(cell).stream())
        .map(Zero::threshold)
        .findFirst();
  }

  /** One column: how it is set, and what a cell has in it. */
  private record Part(Column column, Function<CellResult, Cell> cell) {}

  /** Returns the title, which holds what all rows share, and the table's lines. */
  public List<String> lines(int width, boolean colour) {
    List<Part> parts = parts();
    Table table = new Table(parts.stream().map(Part::column).toList());
    run.cells().stream()
        .sorted(Comparator.comparingInt(cell -> experiments.get(cell.key().experiment())))
        .forEach(cell -> table.add(parts.stream().map(part -> part.cell().apply(cell)).toList()));
    List<String> lines = new ArrayList<>();
    lines.add(Style.BOLD.apply(title(), colour));
    lines.add("");
    lines.addAll(table.lines(width, colour));
    return lines;
  }

  private String title() {
    StringBuilder title = new StringBuilder(run.name());
    if (oneModel) {
      title.append(", ").append(run.cells().getFirst().key().model());
    }
    if (oneSeed) {
      title.append(", seed ").append(run.cells().getFirst().key().seed());
    }
    int threads = run.settings().threads();
    return title.append(threads == 1 ? ", 1 thread" : ", " + threads + " threads").toString();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (!oneModel) {
      parts.add(text("model", cell -> cell.key().model()));
    }
    parts.add(text("experiment", cell -> cell.key().name()));
    if (!oneSeed) {
      parts.add(number("seed", cell -> String.valueOf(cell.key().seed())));
    }
    parts.add(text("backend", cell -> cell.key().backend()));
    parts.add(text("device", cell -> cell.key().device().toString()));
    parts.add(number("training\nex/s", cell -> rate(speed(cell).flatMap(ThroughputResult::train))));
    parts.add(
        number("inference\nex/s", cell -> rate(speed(cell).flatMap(ThroughputResult::predict))));
    zeroLoss.ifPresent(threshold -> {
      parts.add(number("epochs to\n" + named(threshold), cell -> epochs(cell, zeroLoss(cell))));
      parts.add(number("seconds\nto it", cell -> seconds(zeroLoss(cell))));
    });
    zeroError.ifPresent(threshold ->
        parts.add(
            number(
                "epochs to\n" + named(threshold),
                cell -> epochs(cell, reached(cell.learning().zeroError())))));
    if (zeroLoss.isEmpty()) {
      parts.add(number("seconds\nto it", cell -> seconds(reached(cell.learning().zeroError()))));
    }
    parts.add(new Part(Column.number("parity\nof loss"), SummaryTable::parity));
    parts.add(new Part(Column.number("of\nlogits"), SummaryTable::logits));
    parts.add(number("train\nacc", cell -> percent(cell.learning().trainAccuracy())));
    parts.add(number("test\nacc", cell -> percent(cell.learning().testAccuracy())));
    parts.add(new Part(Column.text("outcome"), cell -> new Cell(cell.outcome().id(), style(cell))));
    return parts;
  }

  private static Part text(String header, Function<CellResult, String> text) {
    return new Part(Column.text(header), cell -> Cell.of(text.apply(cell)));
  }

  private static Part number(String header, Function<CellResult, String> text) {
    return new Part(Column.number(header), cell -> Cell.of(text.apply(cell)));
  }

  /** Returns {@code loss 0.01} or {@code error 0}. */
  private static String named(Threshold threshold) {
    String value = String.format(Locale.ROOT, "%.6f", threshold.atMost()).replaceAll("\\.?0+$", "");
    return threshold.quantity().id() + " " + value;
  }

  private static Optional<Milestone> zeroLoss(CellResult cell) {
    return reached(cell.learning().zeroLoss());
  }

  private static Optional<Milestone> reached(Optional<Zero> zero) {
    return zero.flatMap(Zero::reached);
  }

  private Optional<ThroughputResult> speed(CellResult cell) {
    return run.throughput().stream().filter(each -> each.key().isOf(cell.key())).findFirst();
  }

  /**
   * Returns {@code 14,120 ±3%}: the mean and its interval relative to it; or with too few forks for
   * an interval {@code 14,120 (13,800-14,440)}: their median and their range.
   */
  static String rate(Optional<Measurement> measurement) {
    return measurement.map(Speed::shown).map(SummaryTable::rate).orElse("-");
  }

  private static String rate(Speed.Shown shown) {
    String value = String.format(Locale.ROOT, "%,.0f", shown.value());
    if (shown.relativeError().isPresent()) {
      return value + " ±" + relative(shown.relativeError().getAsDouble());
    }
    return shown
        .range()
        .map(range ->
            value + String.format(Locale.ROOT, " (%,.0f-%,.0f)", range.lowest(), range.highest()))
        .orElse(value);
  }

  private static String relative(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f%%" : "%.0f%%", 100 * share);
  }

  private static String epochs(CellResult cell, Optional<Milestone> reached) {
    return reached
        .map(milestone -> String.valueOf(milestone.epoch()))
        .orElseGet(() -> cell.learning().last().map(last -> ">" + last.epoch()).orElse("-"));
  }

  private static String seconds(Optional<Milestone> reached) {
    return reached
        .map(milestone -> String.format(Locale.ROOT, "%.2f", milestone.seconds()))
        .orElse("-");
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f%%", 100 * share.getAsDouble())
        : "-";
  }

  private static Cell parity(CellResult cell) {
    return cell.parity()
        .map(parity ->
            new Cell(
                String.format(Locale.ROOT, "%.1e", parity.counted())
                    + (parity.beside().isPresent() ? "*" : ""),
                parity.firstBeyond().isEmpty() || parity.within() ? Style.PLAIN : Style.RED))
        .orElse(Cell.of("-"));
  }

  private static Cell logits(CellResult cell) {
    return cell.parity()
        .flatMap(parity ->
            parity
                .logits()
                .map(logits ->
                    new Cell(
                        String.format(Locale.ROOT, "%.1e", logits.largest()),
                        parity.within() || logits.within() ? Style.PLAIN : Style.RED)))
        .orElse(Cell.of("-"));
  }

  private static Style style(CellResult cell) {
    return switch (cell.outcome()) {
      case REACHED -> Style.GREEN;
      case NOT_REACHED, DIVERGED, UNSUPPORTED -> Style.YELLOW;
      case UNAVAILABLE, CRASHED, TIMED_OUT -> Style.RED;
    };
  }
}
