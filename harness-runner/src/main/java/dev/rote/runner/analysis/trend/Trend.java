package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.analysis.trend.DecisionGroup.Decided;
import dev.rote.runner.history.AcceptedChange;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.SpeedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a suite, night after night.
 *
 * @param suite its name
 * @param nights when each began, the oldest first
 * @param normalized whether steps that machine and suite made are divided out of the speeds
 * @param series one for every measure of every row, in the order in which rows first appeared
 * @param decisions that were more than none, those of a night that are alike together, the oldest
 *     first
 * @param balance of those of the last nights
 * @param marked nights of whose machine a reader must know something, the oldest first
 * @param notes what of the history was not used, a sentence each
 */
public record Trend(
    String suite,
    List<Instant> nights,
    boolean normalized,
    List<TrendSeries> series,
    List<DecisionGroup> decisions,
    Balance balance,
    List<MarkedNight> marked,
    List<String> notes) {
  /** Over so many nights decisions are counted, unless a number of nights was asked for. */
  public static final int COUNTED_NIGHTS = 30;

  public Trend {
    requireNonNull(suite, "suite is null");
    nights = List.copyOf(nights);
    series = List.copyOf(series);
    decisions = List.copyOf(decisions);
    requireNonNull(balance, "balance is null");
    marked = List.copyOf(marked);
    notes = List.copyOf(notes);
  }

  /** Returns the names of the suites that a history has nights of, in order. */
  public static List<String> suites(History history) {
    return history.nights().stream().map(each -> each.night().suite()).distinct().sorted().toList();
  }

  /**
   * Returns the trend of a suite.
   *
   * @throws IllegalArgumentException if the history has no whole night of it
   */
  public static Trend of(History history, String suite, TrendChoice choice) {
    List<History.Recorded> all =
        history.nights().stream().filter(each -> each.night().suite().equals(suite)).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no night of the suite " + suite);
    }
    int shown = Math.min(all.size(), choice.nights().orElse(all.size()));
    List<History.Recorded> nights = all.subList(all.size() - shown, all.size());
    List<DecisionGroup> decisions = new ArrayList<>();
    Map<String, Map<Measure, SeriesOfNights>> rows = new LinkedHashMap<>();
    Map<String, TrendRow> names = new HashMap<>();
    for (History.Recorded night : nights) {
      Groups groups = new Groups(night.night().id());
      for (HistoryEntry entry : night.entries()) {
        if (choice.rows().test(entry.cell())) {
          TrendRow row = names.computeIfAbsent(entry.cell(), cell -> TrendRow.of(entry));
          rows.computeIfAbsent(row.cell(), cell -> seriesOf(row, entry))
              .values()
              .forEach(series -> series.add(entry));
          groups.add(row, entry);
        }
      }
      decisions.addAll(groups.all());
    }
    int counted = Math.min(shown, choice.nights().orElse(COUNTED_NIGHTS));
    return new Trend(
        suite,
        nights.stream().map(each -> each.night().id()).toList(),
        choice.normalized(),
        series(rows, accepted(history, suite), choice.normalized()),
        decisions,
        Balance.of(counted, since(decisions, nights, counted)),
        nights.stream()
            .map(History.Recorded::night)
            .filter(night -> !night.marks().isEmpty())
            .map(night -> new MarkedNight(night.id(), night.marks()))
            .toList(),
        history.notes());
  }

  private static Map<Measure, SeriesOfNights> seriesOf(TrendRow row, HistoryEntry entry) {
    Map<Measure, SeriesOfNights> series = new EnumMap<>(Measure.class);
    Measure.of(entry).forEach(measure -> series.put(measure, new SeriesOfNights(row, measure)));
    return series;
  }

  private static Map<String, List<AcceptedChange>> accepted(History history, String suite) {
    return history.accepted().stream()
        .filter(change -> change.suite().equals(suite))
        .collect(Collectors.groupingBy(AcceptedChange::cell));
  }

  /** To find where hundreds of series changed is what takes time. */
  private static List<TrendSeries> series(
      Map<String, Map<Measure, SeriesOfNights>> rows,
      Map<String, List<AcceptedChange>> accepted,
      boolean normalized) {
    return rows.entrySet().stream()
        .flatMap(
            row -> row.getValue().values().stream().map(series -> Map.entry(row.getKey(), series)))
        .toList()
        .parallelStream()
        .map(each ->
            each.getValue().series(accepted.getOrDefault(each.getKey(), List.of()), normalized))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<DecisionGroup> since(
      List<DecisionGroup> decisions, List<History.Recorded> nights, int counted) {
    Instant first = nights.get(nights.size() - counted).night().id();
    return decisions.stream().filter(group -> !group.night().isBefore(first)).toList();
  }

  /** The decisions of a night, by cause. */
  private static final class Groups {
    private record Key(String backend, Device device, Decision.Kind kind) {}

    private final Instant night;
    private final Map<Key, List<Decided>> decided = new LinkedHashMap<>();

    Groups(Instant night) {
      this.night = night;
    }

    void add(TrendRow row, HistoryEntry entry) {
      switch (entry) {
        case SpeedEntry speed -> {
          add(row, DecisionGroup.Of.TRAINING, speed.training().decision());
          add(row, DecisionGroup.Of.INFERENCE, speed.inference().decision());
        }
        case LearningEntry learning -> add(row, DecisionGroup.Of.LEARNING, learning.decision());
      }
    }

    private void add(TrendRow row, DecisionGroup.Of of, Optional<Decision> decision) {
      decision
          .filter(each -> each.kind() != Decision.Kind.NONE)
          .ifPresent(each -> {
            Key key = new Key(row.backend(), row.device(), each.kind());
            decided
                .computeIfAbsent(key, any -> new ArrayList<>())
                .add(new Decided(row.cell(), of, each));
          });
    }

    List<DecisionGroup> all() {
      return decided.entrySet().stream()
          .map(each ->
              new DecisionGroup(
                  night,
                  each.getKey().backend(),
                  each.getKey().device(),
                  each.getKey().kind(),
                  each.getValue()))
          .toList();
    }
  }
}
