package dev.rote.runner.report.text;

import dev.rote.runner.report.view.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Text in aligned columns. Where the width demands it, columns of text are shortened in the middle,
 * the longest first, but never so far that two different texts of a column look the same.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 8;

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** How a column is set. */
  public enum Alignment {
    LEFT,
    RIGHT
  }

  /**
   * A column.
   *
   * @param header its name, one or two lines separated by a line feed
   * @param alignment of header and cells
   */
  public record Column(String header, Alignment alignment) {
    /** Returns a column of text. */
    public static Column text(String header) {
      return new Column(header, Alignment.LEFT);
    }

    /** Returns a column of numbers. */
    public static Column number(String header) {
      return new Column(header, Alignment.RIGHT);
    }
  }

  /** A text and how it is set off. */
  public record Cell(String text, Style style) {
    /** Returns a cell that is not set off. */
    public static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }
  }

  /** Creates a table without rows. */
  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Returns a table of a report. */
  static Table of(Grid grid) {
    Table table =
        new Table(
            grid.headings().stream()
                .map(heading ->
                    heading.number() ? Column.number(heading.text()) : Column.text(heading.text()))
                .toList());
    grid.rows()
        .forEach(row ->
            table.add(
                row.stream()
                    .map(value -> new Cell(value.text(), Style.of(value.tone())))
                    .toList()));
    return table;
  }

  /** Adds a row with a cell for every column. */
  public void add(List<Cell> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "the row has " + row.size() + " cells, but there are " + columns.size() + " columns");
    }
    rows.add(List.copyOf(row));
  }

  /** Adds a row of plain cells. */
  public void addPlain(String... row) {
    add(Arrays.stream(row).map(Cell::of).toList());
  }

  /**
   * Returns the table's lines, the header first.
   *
   * @param width at most this many characters a line, if shortening text can do it
   * @param colour whether styles are applied
   */
  public List<String> lines(int width, boolean colour) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>();
    int headerLines =
        columns.stream().mapToInt(column -> column.header().split("\n").length).max().orElse(1);
    for (int line = 0; line < headerLines; line++) {
      List<Cell> header = new ArrayList<>();
      for (Column column : columns) {
        String[] parts = column.header().split("\n");
        int part = line - (headerLines - parts.length);
        header.add(new Cell(part < 0 ? "" : parts[part], Style.BOLD));
      }
      lines.add(line(header, widths, colour));
    }
    rows.forEach(row -> lines.add(line(row, widths, colour)));
    return lines;
  }

  private int[] widths(int width) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      for (String part : columns.get(i).header().split("\n")) {
        widths[i] = Math.max(widths[i], part.length());
      }
      for (List<Cell> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).text().length());
      }
    }
    int total = GAP.length() * (widths.length - 1);
    for (int each : widths) {
      total += each;
    }
    while (total > width) {
      OptionalInt longest = longestThatCanBeShorter(widths);
      if (longest.isEmpty()) {
        return widths;
      }
      widths[longest.getAsInt()]--;
      total--;
    }
    return widths;
  }

  private OptionalInt longestThatCanBeShorter(int[] widths) {
    return IntStream.range(0, widths.length)
        .filter(i -> columns.get(i).alignment() == Alignment.LEFT)
        .filter(i -> widths[i] > NARROWEST && staysDistinct(i, widths[i] - 1))
        .boxed()
        .max(Comparator.comparingInt((Integer i) -> widths[i]).thenComparing(i -> -i))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private boolean staysDistinct(int column, int width) {
    List<String> texts = rows.stream().map(row -> row.get(column).text()).distinct().toList();
    return columns.get(column).header().lines().allMatch(part -> part.length() <= width)
        && texts.stream().map(text -> shorten(text, width)).distinct().count() == texts.size();
  }

  private String line(List<Cell> cells, int[] widths, boolean colour) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = shorten(cells.get(i).text(), widths[i]);
      String padding = " ".repeat(widths[i] - text.length());
      String styled = cells.get(i).style().apply(text, colour);
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).alignment() == Alignment.LEFT ? styled : padding + styled);
      if (columns.get(i).alignment() == Alignment.LEFT && i < widths.length - 1) {
        line.append(padding);
      }
    }
    return line.toString().stripTrailing();
  }

  private static String shorten(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int head = (width - 1) / 2;
    int tail = width - 1 - head;
    return text.substring(0, head) + "…" + text.substring(text.length() - tail);
  }
}
