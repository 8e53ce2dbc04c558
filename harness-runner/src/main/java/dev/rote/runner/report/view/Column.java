package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * A column of the summary.
 *
 * @param key stable and short, for files that programs read and for stylesheets
 * @param header for a reader, one or two lines separated by a line feed
 * @param explanation of the header, a sentence, with the unit
 * @param number whether it holds numbers, which are set to the right
 * @param value what a row has in it
 */
public record Column(
    String key, String header, String explanation, boolean number, Function<Row, Value> value) {
  public Column {
    requireNonNull(key, "key is null");
    requireNonNull(header, "header is null");
    requireNonNull(explanation, "explanation is null");
    requireNonNull(value, "value is null");
  }

  /** Returns the header on one line. */
  public String title() {
    return header.replace('\n', ' ');
  }
}
