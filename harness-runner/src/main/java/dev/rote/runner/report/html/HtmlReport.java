package dev.rote.runner.report.html;

import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.report.view.ComparisonView;
import dev.rote.runner.report.view.Origin;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.TrendView;
import dev.rote.runner.result.json.ResultJson;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes a report as one HTML file, UTF-8: it holds its script, its styles and its data, and a
 * Content-Security-Policy that lets it load nothing.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page.
   *
   * @throws IOException if the writer does not take it
   */
  public static void write(Report report, Writer out) throws IOException {
    Page page =
        new Page(
            report,
            data(PageDataOf.report(report)),
            resource("echarts.common.min.js"),
            resource("report.js"),
            resource("report.css"));
    TemplateEngine.createPrecompiled(ContentType.Html)
        .render("report.jte", page, new WriterOutput(out));
    out.flush();
  }

  /**
   * Writes the page of a comparison.
   *
   * @throws IOException if the writer does not take it
   */
  public static void write(ComparisonView comparison, Writer out) throws IOException {
    ComparisonPage page =
        new ComparisonPage(
            comparison, Origin.time(Instant.now()), Details.rote(), resource("report.css"));
    TemplateEngine.createPrecompiled(ContentType.Html)
        .render("comparison.jte", page, new WriterOutput(out));
    out.flush();
  }

  /**
   * Writes the page of a trend.
   *
   * @throws IOException if the writer does not take it
   */
  public static void write(Trend trend, Writer out) throws IOException {
    TrendPage page =
        new TrendPage(
            trend,
            TrendView.of(trend),
            data(TrendData.of(trend)),
            resource("echarts.common.min.js"),
            resource("trend.js"),
            resource("report.css"),
            Origin.time(Instant.now()),
            Details.rote());
    TemplateEngine.createPrecompiled(ContentType.Html)
        .render("trend.jte", page, new WriterOutput(out));
    out.flush();
  }

  /** A name may hold {@code </script>}, which would end the data and begin a script of its own. */
  private static String data(Object data) {
    return ResultJson.compact().writeValueAsString(data).replace("<", "\\u003c");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in Rote's own jar: build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
