package dev.rote.runner.report.html;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendSeries;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.TrendView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the template of a trend shows.
 *
 * @param trend what is shown
 * @param view the same, in words
 * @param data of the script, as JSON without a {@code <}
 * @param charts the library of charts
 * @param script the page's own
 * @param style the stylesheet
 * @param written when, for people
 * @param rote the version that wrote it
 */
public record TrendPage(
    Trend trend,
    TrendView view,
    String data,
    String charts,
    String script,
    String style,
    String written,
    String rote) {
  public TrendPage {
    requireNonNull(trend, "trend is null");
    requireNonNull(view, "view is null");
    requireNonNull(data, "data is null");
    requireNonNull(charts, "charts is null");
    requireNonNull(script, "script is null");
    requireNonNull(style, "style is null");
    requireNonNull(written, "written is null");
    requireNonNull(rote, "rote is null");
  }

  /** Returns what the counted nights decided. */
  public List<Remark> recent() {
    return view.decisions().subList(0, view.recent());
  }

  /** Returns what nights before them decided. */
  public List<Remark> earlier() {
    return view.decisions().subList(view.recent(), view.decisions().size());
  }

  /** Returns the filters that leave something to choose. */
  public List<Page.Filter> filters() {
    List<Page.Filter> filters = new ArrayList<>();
    add(filters, "what", "Row", series -> series.row().what());
    add(filters, "backend", "Backend", series -> series.row().backend());
    add(filters, "device", "Device", series -> series.row().device().toString());
    add(filters, "measure", "Measure", series -> series.measure().id());
    return filters;
  }

  private void add(
      List<Page.Filter> filters, String key, String label, Function<TrendSeries, String> part) {
    List<String> values = trend.series().stream().map(part).distinct().toList();
    if (values.size() > 1) {
      filters.add(new Page.Filter(key, label, values));
    }
  }
}
