package dev.rote.runner.cli.output;

import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.report.html.HtmlReport;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.report.text.TrendReport;
import dev.rote.runner.report.view.TrendView;
import dev.rote.runner.result.json.ResultJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import tools.jackson.core.StreamWriteFeature;

/** The forms of a trend. */
public enum TrendFormat implements Format {
  TEXT("text", Set.of("txt")),
  HTML("html", Set.of("html", "htm")),
  JSON("json", Set.of("json"));

  private final String id;
  private final Set<String> endings;

  TrendFormat(String id, Set<String> endings) {
    this.id = id;
    this.endings = endings;
  }

  /** Returns the one that the ending of a file's name means. */
  public static Optional<TrendFormat> of(Path file) {
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
   * Writes a trend, and leaves the writer open.
   *
   * @param terminal what is known of where it goes to
   */
  public void write(Trend trend, Terminal terminal, Writer out) throws IOException {
    switch (this) {
      case TEXT -> Format.writeLines(new TrendReport(TrendView.of(trend)).lines(terminal), out);
      case HTML -> HtmlReport.write(trend, out);
      case JSON -> {
        // Bit by bit: as a text, that of a thousand nights would take more memory than they do.
        ResultJson.indented()
            .writer()
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .writeValue(out, trend);
        out.write('\n');
      }
    }
  }

  /** Reads it from the command line. */
  public static final class Converter implements ITypeConverter<TrendFormat> {
    @Override
    public TrendFormat convert(String text) {
      return Format.named(values(), text);
    }
  }
}
