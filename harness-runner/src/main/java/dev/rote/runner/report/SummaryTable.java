package dev.rote.runner.report;

import dev.rote.runner.report.Table.Cell;
import dev.rote.runner.report.Table.Column;
import dev.rote.runner.result.CellRecord;
import dev.rote.runner.result.MeasurementRecord;
import dev.rote.runner.result.RunRecord;
import dev.rote.runner.result.ThroughputRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The side-by-side table at the end of a run: a row per cell. */
public final class SummaryTable {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("experiment"),
          Column.text("backend"),
          Column.text("device"),
          Column.number("training\nex/s"),
          Column.number("inference\nex/s"),
          Column.number("epochs\nto 0"),
          Column.number("seconds\nto 0"),
          Column.number("parity"),
          Column.number("train\nacc"),
          Column.number("test\nacc"),
          Column.text("outcome"));

  private final RunRecord run;
  private final boolean oneModel;
  private final boolean oneSeed;

  /** Prepares the table of a run. */
  public SummaryTable(RunRecord run) {
    this.run = run;
    oneModel = run.cells().stream().map(CellRecord::model).distinct().count() == 1;
    oneSeed = run.cells().stream().map(CellRecord::seed).distinct().count() == 1;
  }

  /** Returns the title, which holds what all rows share, and the table's lines. */
  public List<String> lines(int width, boolean colour) {
    Table table = new Table(COLUMNS);
    run.cells().stream()
        .sorted(Comparator.comparingInt(this::firstRowOfExperiment))
        .forEach(cell -> table.add(row(cell)));
    List<String> lines = new ArrayList<>();
    lines.add(Style.BOLD.apply(title(), colour));
    lines.add("");
    lines.addAll(table.lines(width, colour));
    return lines;
  }

  private int firstRowOfExperiment(CellRecord cell) {
    return run.cells().stream().map(CellRecord::experiment).toList().indexOf(cell.experiment());
  }

  private String title() {
    StringBuilder title = new StringBuilder(run.name());
    if (oneModel) {
      title.append(", ").append(run.cells().getFirst().model());
    }
    if (oneSeed) {
      title.append(", seed ").append(run.cells().getFirst().seed());
    }
    int threads = run.settings().threads();
    return title.append(threads == 1 ? ", 1 thread" : ", " + threads + " threads").toString();
  }

  private List<Cell> row(CellRecord cell) {
    Optional<ThroughputRecord> throughput = throughput(cell);
    return List.of(
        Cell.of(label(cell)),
        Cell.of(cell.backend()),
        Cell.of(cell.device()),
        Cell.of(rate(throughput.flatMap(ThroughputRecord::train))),
        Cell.of(rate(throughput.flatMap(ThroughputRecord::predict))),
        Cell.of(epochs(cell)),
        Cell.of(seconds(cell.secondsToZero())),
        parity(cell),
        Cell.of(percent(cell.trainAccuracy())),
        Cell.of(percent(cell.testAccuracy())),
        new Cell(cell.outcome(), style(cell)));
  }

  private String label(CellRecord cell) {
    String label = oneModel ? cell.name() : cell.model() + "/" + cell.name();
    return oneSeed ? label : label + "/seed-" + cell.seed();
  }

  private Optional<ThroughputRecord> throughput(CellRecord cell) {
    return run.throughput().stream()
        .filter(each ->
            each.model().equals(cell.model())
                && each.batch() == cell.batch()
                && each.backend().equals(cell.backend())
                && each.device().equals(cell.device()))
        .findFirst();
  }

  /** Returns {@code 14,120 ±3%}: the score and its interval relative to it. */
  static String rate(Optional<MeasurementRecord> measurement) {
    return measurement
        .map(measured -> {
          String score = String.format(Locale.ROOT, "%,.0f", measured.score());
          return measured.error().isPresent()
              ? score + " ±" + relative(measured.error().getAsDouble() / measured.score())
              : score;
        })
        .orElse("-");
  }

  private static String relative(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f%%" : "%.0f%%", 100 * share);
  }

  private static String epochs(CellRecord cell) {
    OptionalInt epochs = cell.epochsToZero().getOrDefault("error", OptionalInt.empty());
    if (epochs.isPresent()) {
      return String.valueOf(epochs.getAsInt());
    }
    return cell.epochs().isEmpty() ? "-" : ">" + cell.epochs().size();
  }

  private static String seconds(OptionalDouble seconds) {
    return seconds.isPresent() ? String.format(Locale.ROOT, "%.2f", seconds.getAsDouble()) : "-";
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f%%", 100 * share.getAsDouble())
        : "-";
  }

  private static Cell parity(CellRecord cell) {
    return cell.parity()
        .map(parity ->
            new Cell(
                String.format(Locale.ROOT, "%.1e", parity.largest()),
                parity.within() ? Style.PLAIN : Style.RED))
        .orElse(Cell.of("-"));
  }

  private static Style style(CellRecord cell) {
    return switch (cell.outcome()) {
      case "reached" -> Style.GREEN;
      case "not-reached", "diverged", "unsupported" -> Style.YELLOW;
      default -> Style.RED;
    };
  }
}
