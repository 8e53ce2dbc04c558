package dev.rote.runner.report.text;

import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.TrendView;
import java.util.ArrayList;
import java.util.List;

/** A trend on a terminal: what it comes to, what nights decided, what changed, and the table. */
public final class TrendReport {
  private static final int WIDE = 120;
  private static final int MOST_CHANGES = 10;
  private static final int MOST_MARKED = 3;

  private final TrendView view;

  /**
   * @param view what is shown
   */
  public TrendReport(TrendView view) {
    this.view = view;
  }

  /** Returns the lines. */
  public List<String> lines(Terminal terminal) {
    boolean colour = terminal.colourOut();
    List<String> lines = new ArrayList<>();
    lines.add(Style.BOLD.apply(view.title(), colour));
    view.answers().forEach(remark -> lines.add(line(remark, colour)));
    part(lines, "What nights decided, the latest first", view.decisions(), view.recent(), colour);
    part(lines, "What changed, the latest first", view.changes(), MOST_CHANGES, colour);
    part(
        lines,
        "Nights on a machine with other work or of another kind",
        view.marked(),
        MOST_MARKED,
        colour);
    part(lines, "What of the history was not used", view.notes(), MOST_CHANGES, colour);
    if (!view.grid().rows().isEmpty()) {
      lines.add("");
      boolean wide = terminal.tableWidth() >= WIDE;
      lines.addAll(
          Table.of(wide ? view.grid() : view.narrow()).lines(terminal.tableWidth(), colour));
    }
    return lines;
  }

  private static void part(
      List<String> lines, String title, List<Remark> remarks, int most, boolean colour) {
    if (remarks.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(Style.BOLD.apply(title, colour));
    remarks.stream().limit(most).forEach(remark -> lines.add(line(remark, colour)));
    if (remarks.size() > most) {
      lines.add("%d more stand in the page, -o trend.html".formatted(remarks.size() - most));
    }
  }

  private static String line(Remark remark, boolean colour) {
    return Style.of(remark.tone()).apply(remark.text(), colour);
  }
}
