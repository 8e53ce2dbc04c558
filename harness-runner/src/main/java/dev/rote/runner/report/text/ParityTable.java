package dev.rote.runner.report.text;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.report.text.Table.Cell;
import dev.rote.runner.report.text.Table.Column;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parity and nothing else, a row per cell. */
public final class ParityTable {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("experiment"),
          Column.text("backend"),
          Column.text("device"),
          Column.text("reference"),
          Column.number("steps that\nprove"),
          Column.number("largest"),
          Column.number("tolerance"),
          Column.number("floor"),
          Column.number("of logits"),
          Column.number("tolerance"),
          Column.text("verdict"));

  private final String suite;
  private final List<Row> rows;

  /**
   * What came of a cell's first steps.
   *
   * @param ending whether they were trained
   * @param parity present if there was something to compare
   */
  public record Row(CellKey key, Ending ending, Optional<Parity> parity) {
    public Row {
      requireNonNull(key, "key is null");
      requireNonNull(ending, "ending is null");
      requireNonNull(parity, "parity is null");
    }

    /** Returns whether it is not the same experiment. */
    public boolean beyond() {
      return parity.filter(each -> !each.within()).isPresent();
    }
  }

  /** Prepares the table of a suite. */
  public ParityTable(String suite, List<Row> rows) {
    this.suite = suite;
    this.rows = List.copyOf(rows);
  }

  /** Returns the lines. */
  public List<String> lines(Terminal terminal) {
    Table table = new Table(COLUMNS);
    rows.forEach(row -> table.add(cells(row)));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(Style.BOLD.apply(suite + ": parity of losses and logits", terminal.colourOut()));
    lines.add("");
    lines.addAll(table.lines(terminal.tableWidth(), terminal.colourOut()));
    reasons().forEach((reason, of) -> lines.add(of + ": " + reason));
    for (Row row : rows) {
      row.parity()
          .filter(parity -> parity.beside().isPresent())
          .ifPresent(parity -> lines.add("* %s: %s".formatted(row.key(), parity.sentence())));
      row.parity()
          .filter(parity -> !parity.within())
          .ifPresent(parity ->
              lines.add(
                  Style.RED.apply(
                      "NOT THE SAME EXPERIMENT: %s: %s".formatted(row.key(), parity.sentence()),
                      terminal.colourOut())));
    }
    if (rows.stream()
        .flatMap(row -> row.parity().stream())
        .anyMatch(parity -> parity.telling() < parity.steps())) {
      lines.add(
          "A step proves something while rounding alone may not make more than %.0f%% of its loss."
              .formatted(100 * Parity.MOST_TELLING));
    }
    return lines;
  }

  /** Returns which rows have which reason, as one mistake of a backend is that of all its rows. */
  private Map<String, String> reasons() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (Row row : rows) {
      row.ending()
          .reason()
          .ifPresent(reason ->
              keys.computeIfAbsent(reason, any -> new ArrayList<>()).add(row.key().toString()));
    }
    Map<String, String> reasons = new LinkedHashMap<>();
    keys.forEach((reason, of) ->
        reasons.put(
            reason,
            of.getFirst() + (of.size() == 1 ? "" : " and %d more".formatted(of.size() - 1))));
    return reasons;
  }

  private static List<Cell> cells(Row row) {
    Optional<Parity> parity = row.parity();
    return List.of(
        Cell.of(row.key().experiment()),
        Cell.of(row.key().backend()),
        Cell.of(row.key().device().toString()),
        Cell.of(parity.map(Parity::reference).orElse("-")),
        Cell.of(parity.map(each -> "%d of %d".formatted(each.telling(), each.steps())).orElse("-")),
        Cell.of(
            number(parity.map(Parity::counted))
                + (parity.flatMap(ParityTable::beside).isPresent() ? "*" : "")),
        Cell.of(number(parity.map(Parity::tolerance))),
        Cell.of(number(parity.map(Parity::floor))),
        Cell.of(number(parity.flatMap(Parity::logits).map(Parity.Logits::largest))),
        Cell.of(number(parity.flatMap(Parity::logits).map(Parity.Logits::toleranceOfLargest))),
        verdict(row));
  }

  private static Optional<Parity> beside(Parity parity) {
    return Optional.of(parity).filter(each -> each.beside().isPresent());
  }

  private static String number(Optional<Double> value) {
    return value.map(each -> String.format(Locale.ROOT, "%.1e", each)).orElse("-");
  }

  private static Cell verdict(Row row) {
    if (row.parity().isEmpty()) {
      Outcome outcome = row.ending().outcome();
      return new Cell(outcome == Outcome.REACHED ? "no reference" : outcome.id(), Style.YELLOW);
    }
    return row.beyond()
        ? new Cell("NOT THE SAME EXPERIMENT", Style.RED)
        : new Cell("same", Style.GREEN);
  }
}
