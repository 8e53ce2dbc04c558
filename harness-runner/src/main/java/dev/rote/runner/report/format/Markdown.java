package dev.rote.runner.report.format;

import dev.rote.runner.report.view.Columns;
import dev.rote.runner.report.view.Comparability;
import dev.rote.runner.report.view.ComparisonView;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Origin;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Remarks;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.answer.Answer;
import dev.rote.runner.report.view.answer.Answers;
import dev.rote.runner.report.view.table.Tables;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Reports and comparisons in GitHub's Markdown, for the summary of a step or a comment. */
public final class Markdown {
  /** GitHub shows no summary of a step that is larger, in bytes. */
  public static final int MOST_BYTES = 1 << 20;

  private Markdown() {}

  /** Writes the report, or as much of it as GitHub shows. */
  public static void write(Report report, Writer out) throws IOException {
    write(report, MOST_BYTES, out);
  }

  /**
   * Writes as much of the report as there is room for, up to a sentence that says so.
   *
   * @param room in bytes of UTF-8; where not even the sentence fits, nothing is written
   */
  public static void write(Report report, long room, Writer out) throws IOException {
    MarkdownDocument document = new MarkdownDocument();
    document.addHeading(2, Columns.title(report));
    for (Answer answer : Answers.of(report)) {
      if (!answer.sentences().isEmpty()) {
        document.addLead(answer.question());
        document.addRemarks(answer.sentences());
      }
    }
    if (!report.rows().isEmpty()) {
      document.addTable(Grid.of(report, Columns.few(report)));
    }
    document.addRemarks(Comparability.remarks(report));
    for (Source source : report.sources()) {
      if (report.sources().size() > 1) {
        document.addHeading(3, source.label());
      }
      document.addRemarks(Remarks.of(source));
      document.addRemarks(origin(source));
      for (Tables.Titled table : Tables.of(source)) {
        document.addLead(table.title());
        document.addTable(table.grid());
      }
    }
    document.write(room, out);
  }

  private static List<Remark> origin(Source source) {
    List<Remark> lines = new ArrayList<>();
    lines.add(Remark.plain(Origin.machine(source.run())));
    Origin.data(source).map(Remark::plain).ifPresent(lines::add);
    lines.add(Remark.plain("To do the same again: " + Origin.command(source.run())));
    return lines;
  }

  /**
   * Writes as much of a comparison as there is room for.
   *
   * @param room in bytes of UTF-8
   */
  public static void write(ComparisonView comparison, long room, Writer out) throws IOException {
    MarkdownDocument document = new MarkdownDocument();
    document.addHeading(2, comparison.title());
    document.addRemarks(comparison.answers());
    if (!comparison.grid().rows().isEmpty()) {
      document.addTable(comparison.grid());
    }
    document.addRemarks(comparison.reasons());
    document.write(room, out);
  }
}
