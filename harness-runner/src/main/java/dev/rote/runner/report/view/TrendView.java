package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.trend.Annotation;
import dev.rote.runner.analysis.trend.Balance;
import dev.rote.runner.analysis.trend.DecisionGroup;
import dev.rote.runner.analysis.trend.Level;
import dev.rote.runner.analysis.trend.Measure;
import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendPoint;
import dev.rote.runner.analysis.trend.TrendSeries;
import dev.rote.runner.history.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What every form of a trend shows.
 *
 * @param title above it
 * @param answers what it comes to
 * @param decisions what nights decided, a sentence for each cause, the latest first
 * @param recent how many of them are of the nights that are counted
 * @param changes what is known to have changed, a sentence each, the latest first
 * @param marked what of the machine of a night a reader must know, a sentence each, the latest
 *     first
 * @param grid a row for each series
 * @param narrow the same for a narrow terminal
 * @param notes what of the history was not used
 */
public record TrendView(
    String title,
    List<Remark> answers,
    List<Remark> decisions,
    int recent,
    List<Remark> changes,
    List<Remark> marked,
    Grid grid,
    Grid narrow,
    List<Remark> notes) {
  public TrendView {
    requireNonNull(title, "title is null");
    answers = List.copyOf(answers);
    decisions = List.copyOf(decisions);
    changes = List.copyOf(changes);
    marked = List.copyOf(marked);
    requireNonNull(grid, "grid is null");
    requireNonNull(narrow, "narrow is null");
    notes = List.copyOf(notes);
  }

  /** Returns what is shown of a trend. */
  public static TrendView of(Trend trend) {
    NightNames names = NightNames.of(trend.nights());
    Map<DecisionGroup.Cause, List<DecisionGroup>> causes = new LinkedHashMap<>();
    trend
        .decisions()
        .reversed()
        .forEach(
            group -> causes.computeIfAbsent(group.cause(), cause -> new ArrayList<>()).add(group));
    List<List<DecisionGroup>> latest = List.copyOf(causes.values());
    return new TrendView(
        title(trend, names),
        answers(trend, names),
        latest.stream().map(groups -> remark(groups, names)).toList(),
        recent(trend, latest),
        changes(trend, names),
        marked(trend, names),
        TrendColumns.all(names, trend.nights().getLast()).grid(trend.series()),
        TrendColumns.few(names).grid(trend.series()),
        trend.notes().stream().map(Remark::caution).toList());
  }

  private static String title(Trend trend, NightNames names) {
    List<Instant> nights = trend.nights();
    String span =
        nights.size() > 1
            ? "%d nights, %s to %s"
                .formatted(nights.size(), names.of(nights.getFirst()), names.of(nights.getLast()))
            : "1 night, %s".formatted(names.of(nights.getFirst()));
    return "Trend of %s: %s".formatted(trend.suite(), span);
  }

  private static int recent(Trend trend, List<List<DecisionGroup>> latest) {
    List<Instant> nights = trend.nights();
    Instant first = nights.get(nights.size() - trend.balance().nights());
    return (int)
        latest.stream().filter(groups -> !groups.getFirst().night().isBefore(first)).count();
  }

  private static List<Remark> answers(Trend trend, NightNames names) {
    List<Remark> answers = new ArrayList<>();
    if (trend.series().isEmpty()) {
      answers.add(Remark.caution("No night has measured anything of these rows."));
    }
    answers.add(lastNight(trend, names));
    answers.add(Remark.plain(balance(trend.balance())));
    if (trend.balance().oneSided()) {
      answers.add(Remark.caution(oneSided(trend.balance())));
    }
    machines(trend).ifPresent(answers::add);
    return answers;
  }

  private static Remark lastNight(Trend trend, NightNames names) {
    Instant last = trend.nights().getLast();
    List<DecisionGroup> decided =
        trend.decisions().stream().filter(group -> group.night().equals(last)).toList();
    if (decided.isEmpty()) {
      return Remark.plain(
          "The last night, %s, has no alarm, no gain and no note.".formatted(names.of(last)));
    }
    Tone tone =
        decided.stream()
            .map(group -> tone(group.kind()))
            .max(Comparator.comparing(TrendView::gravity))
            .orElseThrow();
    return new Remark(
        tone,
        "The last night, %s: %s."
            .formatted(
                names.of(last),
                decided.stream().map(TrendView::sentence).collect(Collectors.joining("; "))));
  }

  private static int gravity(Tone tone) {
    return switch (tone) {
      case PLAIN -> 0;
      case GOOD -> 1;
      case CAUTION -> 2;
      case BAD -> 3;
    };
  }

  private static String balance(Balance balance) {
    return "The last %s: %s and %s of speed, %s of learning alone, %s; however many rows and nights it has moved, a cause counts once."
        .formatted(
            counted(balance.nights(), "night"),
            counted(balance.alarms(), "alarm"),
            counted(balance.gains(), "gain"),
            counted(balance.learning(), "alarm"),
            counted(balance.notes(), "note"));
  }

  private static String oneSided(Balance balance) {
    return "One-sided: were alarms and gains as likely, so few of the one would be seen in %s of such times. Where nothing was worked on, many of the alarms or gains are false: see whether the build that nights are compared with was chosen by its speed."
        .formatted(Texts.percent(balance.p().orElseThrow()));
  }

  private static Optional<Remark> machines(Trend trend) {
    long steps = trend.series().stream().mapToLong(series -> series.steps().size()).sum();
    if (trend.normalized()) {
      return Optional.of(
          Remark.plain(
              "Normalized: %s of speed, where machine or suite changed, divided out."
                  .formatted(counted(steps, "step"))));
    }
    boolean other =
        trend.series().stream()
            .filter(series -> series.measure().ofSpeed())
            .flatMap(series -> series.points().stream())
            .anyMatch(TrendPoint::newMachine);
    return other
        ? Optional.of(
            Remark.caution(
                "The machine has changed: speeds before and after do not compare; --normalized divides such steps out."))
        : Optional.empty();
  }

  private static String counted(long number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + "s";
  }

  /** Of nights that decided the same, the latest first, the last one says how large it is. */
  private static Remark remark(List<DecisionGroup> groups, NightNames names) {
    DecisionGroup group = groups.getFirst();
    return new Remark(
        tone(group.kind()),
        "%s %s%s"
            .formatted(
                names.of(group.night()),
                sentence(group),
                groups.size() > 1
                    ? "; in %d nights since %s"
                        .formatted(groups.size(), names.of(groups.getLast().night()))
                    : ""));
  }

  /** Returns {@code djl-pytorch cpu: 6 rows slower by 4.1% to 5.3%}. */
  private static String sentence(DecisionGroup group) {
    Map<String, List<DecisionGroup.Decided>> ways = new LinkedHashMap<>();
    group
        .decisions()
        .forEach(
            each -> ways.computeIfAbsent(way(each.decision()), way -> new ArrayList<>()).add(each));
    return "%s %s: %s%s"
        .formatted(
            group.backend(),
            group.device(),
            group.kind() == Decision.Kind.NOTE ? "not confirmed: " : "",
            ways.entrySet().stream()
                .map(each -> sentence(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", ")));
  }

  private static String sentence(String way, List<DecisionGroup.Decided> decided) {
    long rows = decided.stream().map(DecisionGroup.Decided::cell).distinct().count();
    List<String> sizes =
        decided.stream()
            .flatMapToDouble(each -> each.decision().ratio().stream())
            .map(ratio -> Math.abs(ratio - 1))
            .sorted()
            .mapToObj(Texts::percent)
            .toList();
    String range =
        sizes.isEmpty()
            ? ""
            : sizes.getFirst().equals(sizes.getLast())
                ? " by " + sizes.getFirst()
                : " by %s to %s".formatted(sizes.getFirst(), sizes.getLast());
    return "%s %s%s".formatted(counted(rows, "row"), way, range);
  }

  private static String way(Decision decision) {
    if (decision.ratio().isEmpty()) {
      return decision.verdict();
    }
    return decision.ratio().getAsDouble() < 1 ? "slower" : "faster";
  }

  static Tone tone(Decision.Kind kind) {
    return switch (kind) {
      case ALARM -> Tone.BAD;
      case GAIN -> Tone.GOOD;
      case NOTE -> Tone.CAUTION;
      case NONE -> Tone.PLAIN;
    };
  }

  private static List<Remark> marked(Trend trend, NightNames names) {
    return trend.marked().reversed().stream()
        .map(night ->
            Remark.plain(
                "%s: %s".formatted(names.of(night.night()), String.join("; ", night.marks()))))
        .toList();
  }

  /** What changed for many rows is said once. */
  private static List<Remark> changes(Trend trend, NightNames names) {
    Map<Annotation, List<TrendSeries>> all = new LinkedHashMap<>();
    for (TrendSeries series : trend.series()) {
      series
          .annotations()
          .forEach(each -> all.computeIfAbsent(each, any -> new ArrayList<>()).add(series));
    }
    return all.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Annotation::night).reversed()))
        .map(each ->
            Remark.plain(
                "%s %s, %s: %s"
                    .formatted(
                        names.of(each.getKey().night()),
                        each.getKey().kind(),
                        rows(each.getValue()),
                        each.getKey().text())))
        .toList();
  }

  private static String rows(List<TrendSeries> series) {
    List<String> cells = series.stream().map(each -> each.row().cell()).distinct().toList();
    return cells.size() == 1 ? cells.getFirst() : cells.size() + " rows";
  }

  /** Returns a number of a measure for people. */
  static String number(Measure measure, double value) {
    return switch (measure) {
      case TRAINING, INFERENCE -> Texts.whole(value);
      case EPOCHS -> String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
      case TEST_ACCURACY -> Texts.percent(value);
    };
  }

  /** Returns how a level differs from the one before. */
  static String change(Measure measure, Level before, Level after) {
    return measure == Measure.TEST_ACCURACY
        ? String.format(Locale.ROOT, "%+.1f points", 100 * (after.median() - before.median()))
        : Texts.change(after.median() / before.median());
  }
}
