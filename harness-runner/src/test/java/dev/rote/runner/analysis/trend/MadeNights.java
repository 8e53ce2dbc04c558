package dev.rote.runner.analysis.trend;

import dev.rote.api.Device;
import dev.rote.runner.history.BackendBuild;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.Fingerprint;
import dev.rote.runner.history.ForkMeans;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.Night;
import dev.rote.runner.history.PhaseSpeed;
import dev.rote.runner.history.SpeedEntry;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.SpeedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Nights of a suite, made up entry by entry. */
public final class MadeNights {
  /** Name of the suite. */
  public static final String SUITE = "small";

  private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

  private final List<List<Row>> nights = new ArrayList<>();
  private final List<Fingerprint> machines = new ArrayList<>();
  private final Map<Integer, List<String>> marks = new HashMap<>();

  /** What a row gave. */
  private sealed interface Row {
    record Speed(
        String model,
        String backend,
        String framework,
        double training,
        Optional<Decision> decision)
        implements Row {}

    record Learning(String backend, OptionalInt epochs, double test, Optional<Decision> decision)
        implements Row {}
  }

  /** Returns when a night began, from 0. */
  public static Instant start(int night) {
    return FIRST.plus(Duration.ofDays(night));
  }

  /** Returns a machine of so many processors. */
  public static Fingerprint machine(int cores) {
    return new Fingerprint(
        Optional.of("Some CPU"),
        cores,
        OptionalDouble.empty(),
        OptionalLong.of(16),
        "Linux amd64",
        "Vendor 21",
        2);
  }

  /** Begins a night, a day after the one before. */
  public MadeNights night(Fingerprint machine) {
    nights.add(new ArrayList<>());
    machines.add(machine);
    return this;
  }

  /** Begins a night on the usual machine. */
  public MadeNights night() {
    return night(machine(4));
  }

  /** Says of the night what a reader must know of its machine. */
  public MadeNights marked(String... clauses) {
    marks.put(nights.size() - 1, List.of(clauses));
    return this;
  }

  /** Adds a row that trains so fast on average; inference is twice as fast. */
  public MadeNights speed(String backend, double mean) {
    return add(new Row.Speed("mlp", backend, "F 1", mean, Optional.empty()));
  }

  /** Adds a row of another version of the framework. */
  public MadeNights speed(String backend, String framework, double mean) {
    return add(new Row.Speed("mlp", backend, framework, mean, Optional.empty()));
  }

  /** Adds a row about whose training the night decided something. */
  public MadeNights decided(String model, String backend, Decision training) {
    return add(new Row.Speed(model, backend, "F 1", 1000, Optional.of(training)));
  }

  /** Adds a row that learned. */
  public MadeNights learning(String backend, OptionalInt epochs, double test) {
    return add(new Row.Learning(backend, epochs, test, Optional.empty()));
  }

  /** Adds a row about whose learning the night decided something. */
  public MadeNights learning(String backend, Decision decision) {
    return add(new Row.Learning(backend, OptionalInt.of(3), 0.5, Optional.of(decision)));
  }

  private MadeNights add(Row row) {
    nights.getLast().add(row);
    return this;
  }

  /**
   * Returns what a night decides of a speed that is so many times as fast as in the first night.
   */
  public static Decision decision(Decision.Kind kind, double ratio) {
    return decision(kind, ratio, 0);
  }

  /** Returns what a night decides of a speed that is so many times as fast as in another night. */
  public static Decision decision(Decision.Kind kind, double ratio, int against) {
    return new Decision(
        kind,
        ratio < 1 ? "regressed" : "improved",
        "it was measured in turns",
        Optional.of(start(against)),
        OptionalDouble.of(ratio),
        OptionalDouble.of(ratio - 0.01),
        OptionalDouble.of(ratio + 0.01),
        10);
  }

  /** Returns what a night decides of a row that learns otherwise than in another night. */
  public static Decision otherwise(int against) {
    return Decision.of(
        Decision.Kind.ALARM, "semantic change", "its losses differ", Optional.of(start(against)));
  }

  /** Returns the entries of every night. */
  public List<List<HistoryEntry>> entries() {
    List<List<HistoryEntry>> all = new ArrayList<>();
    for (int i = 0; i < nights.size(); i++) {
      List<Row> rows = nights.get(i);
      Night night =
          new Night(
              start(i), SUITE, "1", machines.get(i), marks.getOrDefault(i, List.of()), rows.size());
      List<HistoryEntry> entries = new ArrayList<>();
      rows.forEach(row -> entries.add(entry(night, entries.size() + 1, row)));
      all.add(entries);
    }
    return all;
  }

  /** Returns the history. */
  public History history() {
    return new History(
        entries().stream()
            .map(entries -> new History.Recorded(entries.getFirst().night(), entries))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private static HistoryEntry entry(Night night, int line, Row row) {
    return switch (row) {
      case Row.Speed speed ->
          new SpeedEntry(
              "rote.history/1",
              night,
              line,
              new SpeedKey(speed.model(), 128, speed.backend(), Device.parse("cpu")),
              build(speed.framework()),
              SpeedOutcome.MEASURED,
              new PhaseSpeed(forks(speed.training()), ForkMeans.NONE, speed.decision()),
              new PhaseSpeed(forks(2 * speed.training()), ForkMeans.NONE, Optional.empty()));
      case Row.Learning learning ->
          new LearningEntry(
              "rote.history/1",
              night,
              line,
              new CellKey(
                  "mlp/true-labels/seed-1",
                  "true-labels",
                  "mlp",
                  learning.backend(),
                  Device.parse("cpu"),
                  1,
                  128),
              build("F 1"),
              Outcome.REACHED,
              Map.of("error", learning.epochs()),
              Optional.of(new LearningEntry.Accuracies(5, 1, OptionalDouble.of(learning.test()))),
              Optional.empty(),
              Optional.empty(),
              learning.decision());
    };
  }

  private static BackendBuild build(String framework) {
    return new BackendBuild(Optional.of("1"), Optional.of(framework), Optional.of("0"));
  }

  private static ForkMeans forks(double mean) {
    return ForkMeans.of(mean / 1.01, mean, mean * 1.01);
  }
}
