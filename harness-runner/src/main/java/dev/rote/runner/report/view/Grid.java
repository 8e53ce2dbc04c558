package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A table of a report: as wide as it is, whatever shows it. */
public record Grid(List<Heading> headings, List<List<Value>> rows) {
  /**
   * What stands above a column.
   *
   * @param text one or two lines separated by a line feed
   * @param number whether the column holds numbers, which are set to the right
   */
  public record Heading(String text, boolean number) {
    public Heading {
      requireNonNull(text, "text is null");
    }

    public static Heading text(String text) {
      return new Heading(text, false);
    }

    public static Heading number(String text) {
      return new Heading(text, true);
    }

    /** Returns it on one line. */
    public String title() {
      return text.replace('\n', ' ');
    }
  }

  public Grid {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Value> row : rows) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException(
            "a row has %d values, but there are %d columns".formatted(row.size(), headings.size()));
      }
    }
  }

  /** Returns the table of these columns, a row for each of the report's. */
  public static Grid of(Report report, List<Column> columns) {
    return new Grid(
        columns.stream().map(column -> new Heading(column.header(), column.number())).toList(),
        report.rows().stream()
            .map(row -> columns.stream().map(column -> column.value().apply(row)).toList())
            .toList());
  }
}
