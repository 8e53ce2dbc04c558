package dev.rote.runner.cli.output;

import dev.rote.runner.analysis.comparison.RunComparison;
import dev.rote.runner.report.format.ComparisonJunit;
import dev.rote.runner.report.format.Markdown;
import dev.rote.runner.report.html.HtmlReport;
import dev.rote.runner.report.text.ComparisonReport;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.report.view.ComparisonView;
import dev.rote.runner.result.json.ResultJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;

/** The forms of a comparison. */
public enum ComparisonFormat implements Format {
  TEXT("text", Set.of("txt")),
  HTML("html", Set.of("html", "htm")),
  MARKDOWN("markdown", Set.of("md", "markdown")),
  JUNIT("junit", Set.of("xml")),
  JSON("json", Set.of("json"));

  private final String id;
  private final Set<String> endings;

  ComparisonFormat(String id, Set<String> endings) {
    this.id = id;
    this.endings = endings;
  }

  /** Returns the one that the ending of a file's name means. */
  public static Optional<ComparisonFormat> of(Path file) {
    return Format.of(values(), file);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<String> endings() {
    return endings;
  }

  /**
   * Writes a comparison, and leaves the writer open.
   *
   * @param started when the second run began
   * @param terminal what is known of where it goes to
   */
  public void write(RunComparison comparison, Instant started, Terminal terminal, Writer out)
      throws IOException {
    ComparisonView view = ComparisonView.of(comparison);
    switch (this) {
      case TEXT -> Format.writeLines(new ComparisonReport(view).lines(terminal), out);
      case HTML -> HtmlReport.write(view, out);
      case MARKDOWN -> Markdown.write(view, Markdown.MOST_BYTES, out);
      case JUNIT -> ComparisonJunit.write(comparison, started, out);
      case JSON -> {
        // As a text, because the mapper would close the writer.
        out.write(ResultJson.indented().writeValueAsString(comparison));
        out.write('\n');
      }
    }
  }

  /** Reads it from the command line. */
  public static final class Converter implements ITypeConverter<ComparisonFormat> {
    @Override
    public ComparisonFormat convert(String text) {
      return Format.named(values(), text);
    }
  }
}
