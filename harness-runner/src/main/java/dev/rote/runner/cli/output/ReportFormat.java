package dev.rote.runner.cli.output;

import dev.rote.runner.report.format.Csv;
import dev.rote.runner.report.format.GithubBenchmark;
import dev.rote.runner.report.format.JmhJson;
import dev.rote.runner.report.format.JunitXml;
import dev.rote.runner.report.format.Markdown;
import dev.rote.runner.report.format.RunJson;
import dev.rote.runner.report.html.HtmlReport;
import dev.rote.runner.report.text.RunReport;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.report.view.Report;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;

/** The forms of a report. */
public enum ReportFormat implements Format {
  TEXT("text", Set.of("txt")),
  HTML("html", Set.of("html", "htm")),
  MARKDOWN("markdown", Set.of("md", "markdown")),
  CSV("csv", Set.of("csv")),
  JMH("jmh", Set.of()),
  JUNIT("junit", Set.of("xml")),
  GITHUB_BENCHMARK("github-benchmark", Set.of()),
  JSON("json", Set.of("json"));

  private final String id;
  private final Set<String> endings;

  ReportFormat(String id, Set<String> endings) {
    this.id = id;
    this.endings = endings;
  }

  /** Writes a report, or a part of one. */
  @FunctionalInterface
  public interface Form {
    /**
     * Writes everything, and leaves the writer open.
     *
     * @param terminal what is known of where it goes to
     */
    void write(Report report, Terminal terminal, Writer out) throws IOException;
  }

  /** Returns the one that the ending of a file's name means. */
  public static Optional<ReportFormat> of(Path file) {
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

  /** Returns whether it is printed where no file is named. */
  public boolean printed() {
    return switch (this) {
      case TEXT, MARKDOWN, JMH, JUNIT, GITHUB_BENCHMARK, JSON -> true;
      case HTML, CSV -> false;
    };
  }

  /** Returns its one form, or more that are a file each, by what their files are called. */
  public Map<String, Form> forms() {
    return switch (this) {
      case TEXT -> Map.of("report.txt", ReportFormat::writeText);
      case HTML -> Map.of("report.html", (report, terminal, out) -> HtmlReport.write(report, out));
      case MARKDOWN -> Map.of("report.md", (report, terminal, out) -> Markdown.write(report, out));
      case CSV -> tables();
      case JMH -> Map.of("jmh.json", (report, terminal, out) -> JmhJson.write(report, out));
      case JUNIT -> Map.of("junit.xml", (report, terminal, out) -> JunitXml.write(report, out));
      case GITHUB_BENCHMARK ->
          Map.of("benchmark.json", (report, terminal, out) -> GithubBenchmark.write(report, out));
      case JSON -> Map.of("run.json", (report, terminal, out) -> RunJson.write(report, out));
    };
  }

  private static Map<String, Form> tables() {
    Map<String, Form> tables = new LinkedHashMap<>();
    for (Csv table : Csv.values()) {
      tables.put(table.file(), (report, terminal, out) -> table.write(report, out));
    }
    return tables;
  }

  private static void writeText(Report report, Terminal terminal, Writer out) throws IOException {
    Format.writeLines(new RunReport(report).lines(terminal), out);
  }

  /** Reads it from the command line. */
  public static final class Converter implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String text) {
      return Format.named(values(), text);
    }
  }
}
