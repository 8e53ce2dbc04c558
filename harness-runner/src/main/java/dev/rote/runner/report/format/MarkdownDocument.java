package dev.rote.runner.report.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Tone;
import dev.rote.runner.report.view.Value;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A text in GitHub's Markdown, which is cut where GitHub would show nothing of it. */
final class MarkdownDocument {
  private static final String CUT =
      "Cut here, because GitHub shows no more than 1 MiB: `rote report` writes the rest in every other form.";

  private final List<String> lines = new ArrayList<>();

  /**
   * Writes as much as there is room for, up to a sentence that says so.
   *
   * @param room in bytes of UTF-8; where not even the sentence fits, nothing is written
   */
  void write(long room, Writer out) throws IOException {
    List<String> written = new ArrayList<>(lines);
    if (bytes(written) > room) {
      cut(written, room);
    }
    for (String line : written) {
      out.write(line);
      out.write('\n');
    }
  }

  /** Adds a heading, of level 1 to 6. */
  void addHeading(int level, String text) {
    add("#".repeat(level) + " " + MarkdownText.block(text), "");
  }

  /** Adds a line that stands out. */
  void addLead(String text) {
    add("**" + MarkdownText.escaped(text) + "**", "");
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
    return lines.stream().mapToLong(MarkdownDocument::bytes).sum();
  }

  private static long bytes(String line) {
    return line.getBytes(UTF_8).length + 1L;
  }

  private void add(String... text) {
    lines.addAll(List.of(text));
  }

  /** Adds a table. */
  void addTable(Grid grid) {
    add(
        row(
            grid.headings().stream()
                .map(heading -> MarkdownText.escaped(heading.title()))
                .toList()));
    add(row(grid.headings().stream().map(heading -> heading.number() ? "--:" : ":--").toList()));
    grid.rows().forEach(row -> add(row(row.stream().map(MarkdownDocument::cell).toList())));
    add("");
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(joining(" | ", "| ", " |"));
  }

  private static String cell(Value value) {
    return toned(value.tone(), MarkdownText.escaped(value.text()));
  }

  /** Adds a list of sentences, if there are any. */
  void addRemarks(List<Remark> remarks) {
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
