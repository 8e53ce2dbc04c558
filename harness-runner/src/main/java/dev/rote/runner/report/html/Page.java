package dev.rote.runner.report.html;

import dev.rote.runner.report.view.Best;
import dev.rote.runner.report.view.Column;
import dev.rote.runner.report.view.Columns;
import dev.rote.runner.report.view.Comparability;
import dev.rote.runner.report.view.Origin;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Row;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Tone;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.report.view.answer.Answer;
import dev.rote.runner.report.view.answer.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the template of a page sets. */
public final class Page {
  private final Report report;
  private final List<Column> columns;
  private final Best best;
  private final String data;
  private final String charts;
  private final String script;
  private final String style;
  private final Instant written = Instant.now();
  private final String rote = Details.rote();

  Page(Report report, String data, String charts, String script, String style) {
    this.report = report;
    this.columns = Columns.all(report);
    this.best = Best.of(report);
    this.data = data;
    this.charts = charts;
    this.script = script;
    this.style = style;
  }

  /** Returns the data of the script as JSON without a {@code <}. */
  public String data() {
    return data;
  }

  /** Returns the library of charts. */
  public String charts() {
    return charts;
  }

  /** Returns the page's own script. */
  public String script() {
    return script;
  }

  /** Returns the page's stylesheet. */
  public String style() {
    return style;
  }

  /** Returns when the page was written. */
  public String written() {
    return Origin.time(written);
  }

  /** Returns the name of Rote, with its version where it comes from a jar. */
  public String rote() {
    return rote;
  }

  /** Returns the heading. */
  public String title() {
    return report.rows().isEmpty()
        ? report.sources().getFirst().run().name()
        : Columns.title(report);
  }

  /** Returns the three questions with their answers. */
  public List<Answer> answers() {
    return Answers.of(report);
  }

  /** Returns what a reader must know of how several runs differ. */
  public List<Remark> differences() {
    return Comparability.remarks(report);
  }

  /** Returns the columns of the summary. */
  public List<Column> columns() {
    return columns;
  }

  /** A row of the summary. */
  public record SummaryRow(int place, Row row, List<Value> values, List<Optional<Remark>> marks) {}

  /** Returns the rows of the summary. */
  public List<SummaryRow> rows() {
    List<SummaryRow> rows = new ArrayList<>();
    for (Row row : report.rows()) {
      rows.add(
          new SummaryRow(
              rows.size(),
              row,
              columns.stream().map(column -> column.value().apply(row)).toList(),
              columns.stream().map(column -> best.mark(column, row)).toList()));
    }
    return rows;
  }

  /** Returns the number to sort by; what has none sorts behind. */
  public static String sortKey(Value value) {
    return value.number().isPresent() ? String.valueOf(value.number().getAsDouble()) : "NaN";
  }

  /** Returns the classes of a value: a summary has thousands, and most of them are plain. */
  public static String css(String kind, Value value) {
    return value.tone() == Tone.PLAIN ? kind : kind + " " + css(value.tone());
  }

  /** Returns the class of a tone for the stylesheet. */
  public static String css(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  /** A choice of the reader. */
  public record Filter(String key, String label, List<String> values) {}

  /** Returns the filters that leave something to choose. */
  public List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    add(filters, "run", "Run", row -> row.source().label());
    add(filters, "model", "Model", row -> row.key().model());
    add(filters, "name", "Experiment", row -> row.key().name());
    add(filters, "backend", "Backend", row -> row.key().backend());
    add(filters, "device", "Device", row -> row.key().device().toString());
    return filters;
  }

  private void add(List<Filter> filters, String key, String label, Function<Row, String> part) {
    List<String> values = distinct(part);
    if (values.size() > 1) {
      filters.add(new Filter(key, label, values));
    }
  }

  /** Returns what a baseline may be: a backend on a device, of a run where there are several. */
  public List<String> baselines() {
    return distinct(row ->
        report.sources().size() > 1 ? row.target() + ", " + row.source().label() : row.target());
  }

  private List<String> distinct(Function<Row, String> part) {
    Set<String> values = new LinkedHashSet<>();
    report.rows().forEach(row -> values.add(part.apply(row)));
    return List.copyOf(values);
  }

  /** Returns everything else about each run. */
  public List<Details> runs() {
    return report.sources().stream().map(Details::new).toList();
  }

  /** Returns whether there is more than one run. */
  public boolean several() {
    return report.sources().size() > 1;
  }

  /** Returns the runs of which something is missing. */
  public List<Source> unfinished() {
    return report.sources().stream().filter(source -> source.run().missing() > 0).toList();
  }
}
