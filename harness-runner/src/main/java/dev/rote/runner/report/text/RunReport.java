package dev.rote.runner.report.text;

import dev.rote.runner.report.view.Columns;
import dev.rote.runner.report.view.Comparability;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Remarks;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.table.Tables;
import java.util.ArrayList;
import java.util.List;

/**
 * A report on a terminal: the table, what a reader must know about it, and where the rest is. A run
 * prints it at its end.
 */
public final class RunReport {
  private final Report report;

  /**
   * @param report of one or more runs
   */
  public RunReport(Report report) {
    this.report = report;
  }

  /** Returns the report's lines. */
  public List<String> lines(Terminal terminal) {
    boolean colour = terminal.colourOut();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(Style.BOLD.apply(Columns.title(report), colour));
    if (!report.rows().isEmpty()) {
      lines.add("");
      lines.addAll(lines(Grid.of(report, Columns.few(report)), terminal));
    }
    for (Source source : report.sources()) {
      Tables.of(source).forEach(table -> lines.addAll(table(table, source, terminal)));
    }
    lines.add("");
    Comparability.remarks(report).forEach(remark -> lines.add(line(remark, colour)));
    for (Source source : report.sources()) {
      if (report.sources().size() > 1) {
        lines.add("");
        lines.add(Style.BOLD.apply(source.label(), colour));
      }
      Remarks.of(source).forEach(remark -> lines.add(line(remark, colour)));
      lines.add("Results: " + source.folder().resolve("run.json"));
    }
    return lines;
  }

  private List<String> table(Tables.Titled table, Source source, Terminal terminal) {
    String title =
        report.sources().size() > 1 ? source.label() + ": " + table.title() : table.title();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(Style.BOLD.apply(title, terminal.colourOut()));
    lines.addAll(lines(table.grid(), terminal));
    return lines;
  }

  private static List<String> lines(Grid grid, Terminal terminal) {
    return Table.of(grid).lines(terminal.tableWidth(), terminal.colourOut());
  }

  private static String line(Remark remark, boolean colour) {
    return Style.of(remark.tone()).apply(remark.text(), colour);
  }
}
