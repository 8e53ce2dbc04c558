package dev.rote.runner.report.text;

import dev.rote.runner.report.view.ComparisonView;
import java.util.ArrayList;
import java.util.List;

/** A comparison on a terminal: what it comes to, the table, and the reasons. */
public final class ComparisonReport {
  private final ComparisonView view;

  /**
   * @param view what is shown
   */
  public ComparisonReport(ComparisonView view) {
    this.view = view;
  }

  /** Returns the lines. */
  public List<String> lines(Terminal terminal) {
    boolean colour = terminal.colourOut();
    List<String> lines = new ArrayList<>();
    lines.add(Style.BOLD.apply(view.title(), colour));
    view.answers()
        .forEach(remark -> lines.add(Style.of(remark.tone()).apply(remark.text(), colour)));
    if (!view.grid().rows().isEmpty()) {
      lines.add("");
      lines.addAll(Table.of(view.grid()).lines(terminal.tableWidth(), colour));
    }
    if (!view.reasons().isEmpty()) {
      lines.add("");
      view.reasons()
          .forEach(remark -> lines.add(Style.of(remark.tone()).apply(remark.text(), colour)));
    }
    return lines;
  }
}
