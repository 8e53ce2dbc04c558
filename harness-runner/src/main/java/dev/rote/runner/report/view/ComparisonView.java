package dev.rote.runner.report.view;

import dev.rote.runner.analysis.SpeedRatio.Interval;
import dev.rote.runner.analysis.comparison.LearningComparison;
import dev.rote.runner.analysis.comparison.RowKey;
import dev.rote.runner.analysis.comparison.RunComparison;
import dev.rote.runner.analysis.comparison.Shift;
import dev.rote.runner.analysis.comparison.SpeedComparison;
import dev.rote.runner.analysis.comparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every form of a comparison shows.
 *
 * @param title above it
 * @param answers what it comes to
 * @param grid a row for each verdict, the gravest first
 * @param reasons why, for every row that is not unchanged
 */
public record ComparisonView(String title, List<Remark> answers, Grid grid, List<Remark> reasons) {
  public ComparisonView {
    answers = List.copyOf(answers);
    reasons = List.copyOf(reasons);
  }

  /** One row, of learning or of a speed. */
  private record Line(
      RowKey row,
      String of,
      Value base,
      Value head,
      Value change,
      Value processor,
      Verdict verdict,
      String why) {}

  /** Returns what is shown of a comparison. */
  public static ComparisonView of(RunComparison comparison) {
    List<Line> lines =
        Stream.concat(
                comparison.learning().stream().map(ComparisonView::line),
                comparison.speeds().stream().map(ComparisonView::line))
            .sorted((one, other) -> one.verdict().compareTo(other.verdict()))
            .toList();
    return new ComparisonView(
        "%s compared with %s".formatted(comparison.head(), comparison.base()),
        answers(comparison),
        grid(lines),
        reasons(lines));
  }

  private static List<Remark> answers(RunComparison comparison) {
    List<Remark> answers = new ArrayList<>();
    if (comparison.learning().isEmpty() && comparison.speeds().isEmpty()) {
      answers.add(Remark.caution("There is no row in either."));
      return answers;
    }
    answers.add(counts("Learning", comparison.learning(), LearningComparison::verdict));
    answers.add(counts("Speed", comparison.speeds(), SpeedComparison::verdict));
    if (!comparison.notComparable().isEmpty()) {
      answers.add(
          Remark.caution(
              "NOT COMPARABLE in speed: " + String.join("; ", comparison.notComparable())));
    }
    if (comparison.commonShift().isPresent()) {
      answers.add(
          Remark.caution(
              "Nearly all rows moved together, by %s, which is likelier the machine than every build: two builds that take turns in one run tell (--backend-path old=DIR)."
                  .formatted(Texts.change(comparison.commonShift().getAsDouble()))));
    }
    answers.add(
        Remark.plain(
            "Speeds: %s; a difference counts from %s on, and of all that are called one at most %s may be none."
                .formatted(
                    comparison.interleaved()
                        ? "forks took turns, and are compared round by round"
                        : "the forks of two runs, by rank",
                    Texts.percent(comparison.rules().leastChange()),
                    Texts.percent(comparison.rules().level()))));
    return answers;
  }

  private static <T> Remark counts(String what, List<T> rows, Function<T, Verdict> verdict) {
    Map<Verdict, Long> counts =
        rows.stream().collect(Collectors.groupingBy(verdict, TreeMap::new, Collectors.counting()));
    String text =
        what
            + ": "
            + (rows.isEmpty()
                ? "nothing to compare"
                : counts.entrySet().stream()
                    .map(each -> each.getValue() + " " + each.getKey())
                    .collect(Collectors.joining(", ")))
            + ".";
    if (counts.keySet().stream().anyMatch(Verdict::alarms)) {
      return Remark.bad(text);
    }
    return rows.isEmpty() || counts.keySet().stream().anyMatch(Verdict::open)
        ? Remark.caution(text)
        : Remark.good(text);
  }

  private static Line line(LearningComparison cell) {
    return new Line(
        cell.row(),
        "learning",
        ending(cell.base()),
        ending(cell.head()),
        Value.EMPTY,
        Value.EMPTY,
        cell.verdict(),
        cell.why());
  }

  /** Shows the outcome alone: the figures have room in the reasons only. */
  private static Value ending(Optional<LearningComparison.End> end) {
    return end.map(each -> Value.of(each.outcome().id())).orElse(Value.EMPTY);
  }

  private static Line line(SpeedComparison speed) {
    return new Line(
        speed.row(),
        speed.phase().name().toLowerCase(Locale.ROOT),
        rate(speed.base()),
        rate(speed.head()),
        change(speed.wall()),
        change(speed.processor()),
        speed.verdict(),
        speed.why());
  }

  private static Value rate(OptionalDouble speed) {
    return speed.isPresent()
        ? Value.of(Texts.whole(speed.getAsDouble()), speed.getAsDouble())
        : Value.EMPTY;
  }

  private static Value change(Optional<Shift> shift) {
    return shift
        .map(each ->
            Value.of(
                Texts.change(each.ratio()) + each.interval().map(ComparisonView::text).orElse(""),
                each.ratio()))
        .orElse(Value.EMPTY);
  }

  private static String text(Interval interval) {
    return " (%s to %s)".formatted(Texts.change(interval.low()), Texts.change(interval.high()));
  }

  private static Grid grid(List<Line> lines) {
    List<Grid.Heading> headings =
        List.of(
            Grid.Heading.text("row"),
            Grid.Heading.text("backend"),
            Grid.Heading.text("device"),
            Grid.Heading.text("of"),
            Grid.Heading.number("before"),
            Grid.Heading.number("now"),
            Grid.Heading.number("change"),
            Grid.Heading.number("by processor\ntime"),
            Grid.Heading.text("verdict"));
    return new Grid(
        headings,
        lines.stream()
            .map(line ->
                List.of(
                    Value.of(line.row().what()),
                    Value.of(line.row().backend()),
                    Value.of(line.row().device().toString()),
                    Value.of(line.of()),
                    line.base(),
                    line.head(),
                    line.change(),
                    line.processor(),
                    Value.of(line.verdict().id()).with(tone(line.verdict()))))
            .toList());
  }

  private static List<Remark> reasons(List<Line> lines) {
    return lines.stream()
        .filter(line -> line.verdict() != Verdict.UNCHANGED)
        .map(line ->
            new Remark(
                tone(line.verdict()),
                "%s: %s of %s: %s".formatted(line.verdict(), line.of(), line.row(), line.why())))
        .toList();
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case REGRESSED, SEMANTIC_CHANGE -> Tone.BAD;
      case INCONCLUSIVE, MISSING -> Tone.CAUTION;
      case IMPROVED -> Tone.GOOD;
      case UNCHANGED, NEW -> Tone.PLAIN;
    };
  }
}
