package dev.rote.runner.report.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.rote.runner.report.view.Answer;
import dev.rote.runner.report.view.Answers;
import dev.rote.runner.report.view.Columns;
import dev.rote.runner.report.view.Comparability;
import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.OtherSpeeds;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Remarks;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Tone;
import dev.rote.runner.report.view.TwinGrid;
import dev.rote.runner.report.view.Value;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A report in GitHub's Markdown, for the summary of a step or a comment. */
public final class Markdown {
  /** GitHub shows no summary of a step that is larger, in bytes. */
  public static final int MOST_BYTES = 1 << 20;

  private static final String CUT =
      "Cut here, because GitHub shows no more than 1 MiB: `rote report` writes the rest in every other form.";

  private final List<String> lines = new ArrayList<>();

  private Markdown(Report report) {
    addTitle(report);
    addAnswers(report);
    if (!report.rows().isEmpty()) {
      addTable(Grid.of(report, Columns.few(report)));
    }
    addRemarks(Comparability.remarks(report));
    for (Source source : report.sources()) {
      if (report.sources().size() > 1) {
        add("### " + MarkdownText.block(source.label()), "");
      }
      addRemarks(Remarks.of(source));
      OtherSpeeds.of(source).ifPresent(this::addTable);
      TwinGrid.of(source).ifPresent(this::addTable);
    }
  }

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
    List<String> lines = new Markdown(report).lines;
    if (bytes(lines) > room) {
      cut(lines, room);
    }
    for (String line : lines) {
      out.write(line);
      out.write('\n');
    }
  }

  private static void cut(List<String> lines, long room) {
    List<String> end = List.of("", CUT);
    long left = room - bytes(end);
    int kept = 0;
    while (kept < lines.size() && bytes(lines.get(kept)) <= left) {
      left -= bytes(lines.get(kept));
      kept++;
    }
    lines.subList(kept, lines.size()).clear();
    if (left >= 0) {
      lines.addAll(end);
    }
  }

  private static long bytes(List<String> lines) {
    return lines.stream().mapToLong(Markdown::bytes).sum();
  }

  private static long bytes(String line) {
    return line.getBytes(UTF_8).length + 1L;
  }

  private void add(String... text) {
    lines.addAll(List.of(text));
  }

  private void addTitle(Report report) {
    add("## " + MarkdownText.block(Columns.title(report)), "");
  }

  private void addAnswers(Report report) {
    for (Answer answer : Answers.of(report)) {
      if (!answer.sentences().isEmpty()) {
        add("**" + MarkdownText.escaped(answer.question()) + "**", "");
        addRemarks(answer.sentences());
      }
    }
  }

  private void addTable(Grid grid) {
    add(
        row(
            grid.headings().stream()
                .map(heading -> MarkdownText.escaped(heading.title()))
                .toList()));
    add(row(grid.headings().stream().map(heading -> heading.number() ? "--:" : ":--").toList()));
    grid.rows().forEach(row -> add(row(row.stream().map(Markdown::cell).toList())));
    add("");
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(joining(" | ", "| ", " |"));
  }

  private static String cell(Value value) {
    return toned(value.tone(), MarkdownText.escaped(value.text()));
  }

  private void addRemarks(List<Remark> remarks) {
    if (!remarks.isEmpty()) {
      remarks.forEach(
          remark -> add("- " + toned(remark.tone(), MarkdownText.block(remark.text()))));
      add("");
    }
  }

  /** Bold is all that Markdown has for what must not be overlooked. */
  private static String toned(Tone tone, String escaped) {
    return switch (tone) {
      case PLAIN, GOOD, CAUTION -> escaped;
      case BAD -> escaped.isBlank() ? escaped : "**" + escaped.strip() + "**";
    };
  }
}
