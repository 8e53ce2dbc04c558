package dev.rote.runner.report.format;

import dev.rote.runner.result.EpochResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;

/**
 * A table of RFC 4180. What is not there is an empty field. Numbers have all their digits, and what
 * is no finite number is {@code NaN}, {@code Inf} or {@code -Inf}: pandas, R and DuckDB all keep a
 * column of such numbers one of numbers, where {@code Infinity} makes DuckDB read all of it as
 * text.
 *
 * @param <T> what a row is of
 */
final class CsvTable<T> {
  private final List<String> names = new ArrayList<>();
  private final List<Function<T, ?>> values = new ArrayList<>();

  /**
   * Adds a column.
   *
   * @param value a text, number, truth or moment, or an optional of one
   */
  CsvTable<T> column(String name, Function<T, ?> value) {
    names.add(name);
    values.add(value);
    return this;
  }

  /** Adds columns of something that a row has, or has not. */
  <P> CsvTable<T> part(Function<T, Optional<P>> part, CsvTable<P> columns) {
    for (int i = 0; i < columns.names.size(); i++) {
      Function<P, ?> value = columns.values.get(i);
      column(columns.names.get(i), row -> part.apply(row).map(value));
    }
    return this;
  }

  /** Returns the columns of the loss and accuracy of an epoch. */
  static CsvTable<EpochResult> evaluation(String prefix) {
    return new CsvTable<EpochResult>()
        .column(prefix + "train_loss", EpochResult::trainLoss)
        .column(prefix + "train_accuracy", EpochResult::trainAccuracy)
        .column(prefix + "test_loss", EpochResult::testLoss)
        .column(prefix + "test_accuracy", EpochResult::testAccuracy);
  }

  /** Writes the names of the columns and a line for each row. */
  void write(List<T> rows, Appendable out) throws IOException {
    CSVFormat.RFC4180.printRecord(out, names.toArray());
    for (T row : rows) {
      CSVFormat.RFC4180.printRecord(
          out, values.stream().map(value -> text(value.apply(row))).toArray());
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(CsvTable::text).orElse("");
      case OptionalDouble optional -> optional.isPresent() ? number(optional.getAsDouble()) : "";
      case OptionalLong optional ->
          optional.isPresent() ? String.valueOf(optional.getAsLong()) : "";
      case OptionalInt optional -> optional.isPresent() ? String.valueOf(optional.getAsInt()) : "";
      case Double number -> number(number);
      // Widened to a double it would have digits that nobody wrote.
      case Float number -> Float.isFinite(number) ? number.toString() : number(number);
      case String text -> printable(text);
      case Object other -> other.toString();
    };
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Inf" : "-Inf";
    }
    return Double.toString(value);
  }

  /** R ends a text at a zero, and no reader wants the others. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r' ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
