package dev.rote.runner.report.view.table;

import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Grid.Heading;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.result.ThroughputResult;
import java.util.List;
import java.util.Optional;

/** Speeds at batch sizes that no experiment trains with, which are not in the summary. */
final class OtherSpeeds {
  private OtherSpeeds() {}

  /** Returns the table, or empty if there are none. */
  static Optional<Grid> of(Source source) {
    List<ThroughputResult> others =
        source.run().throughput().stream().filter(each -> !isOfACell(source, each)).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Grid(
                List.of(
                    Heading.text("model"),
                    Heading.number("batch"),
                    Heading.text("backend"),
                    Heading.text("device"),
                    Heading.number("training\nex/s"),
                    Heading.number("inference\nex/s")),
                others.stream().map(OtherSpeeds::row).toList()));
  }

  private static boolean isOfACell(Source source, ThroughputResult speed) {
    return source.run().cells().stream()
        .anyMatch(cell ->
            cell.key().batch() == speed.key().batch()
                && cell.key().model().equals(speed.key().model()));
  }

  private static List<Value> row(ThroughputResult speed) {
    return List.of(
        Value.of(speed.key().model()),
        Value.of(String.valueOf(speed.key().batch()), speed.key().batch()),
        Value.of(speed.key().backend()),
        Value.of(speed.key().device().toString()),
        Value.rate(speed.train()),
        Value.rate(speed.predict()));
  }
}
