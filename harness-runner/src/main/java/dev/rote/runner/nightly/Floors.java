package dev.rote.runner.nightly;

import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.analysis.comparison.RowKey;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.SpeedEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * How much a row has differed between builds of which nobody minded the difference: what of its
 * history is below that is no alarm, however sure it is.
 */
final class Floors {
  /** For rows without a history. */
  static final Floors NONE = new Floors(Map.of());

  /** Fewer nights say little about the next one. */
  private static final int FEWEST_NIGHTS = 10;

  /** Of those nights, how many differed by less. */
  private static final double PERCENT = 95;

  private final Map<RowKey, Map<Phase, List<Double>>> differences;

  private Floors(Map<RowKey, Map<Phase, List<Double>>> differences) {
    this.differences = differences;
  }

  /** Returns those of a suite. */
  static Floors of(History history, String suite) {
    Map<RowKey, Map<Phase, List<Double>>> differences = new HashMap<>();
    history.nights().stream()
        .filter(night -> night.night().suite().equals(suite))
        .forEach(night -> night.entries().forEach(entry -> add(differences, entry)));
    return new Floors(differences);
  }

  private static void add(Map<RowKey, Map<Phase, List<Double>>> differences, HistoryEntry entry) {
    if (entry instanceof SpeedEntry speed) {
      RowKey row = RowKey.of(speed.key(), speed.key().backend());
      add(differences, row, Phase.TRAINING, speed.training().decision());
      add(differences, row, Phase.INFERENCE, speed.inference().decision());
    }
  }

  private static void add(
      Map<RowKey, Map<Phase, List<Double>>> differences,
      RowKey row,
      Phase phase,
      Optional<Decision> decision) {
    decision
        .filter(each -> each.kind() == Decision.Kind.NONE || each.kind() == Decision.Kind.NOTE)
        .filter(each -> each.ratio().isPresent())
        .ifPresent(each ->
            differences
                .computeIfAbsent(row, key -> new EnumMap<>(Phase.class))
                .computeIfAbsent(phase, key -> new ArrayList<>())
                .add(certain(each)));
  }

  /** Of a difference that a few rounds show, most is noise: what its interval leaves is not. */
  private static double certain(Decision decision) {
    double low = decision.low().orElse(1);
    double high = decision.high().orElse(1);
    return low > 1 ? Math.log(low) : high < 1 ? -Math.log(high) : 0;
  }

  /** Returns the relative difference below which none counts, or empty if too little is known. */
  OptionalDouble of(RowKey row, Phase phase) {
    double[] known =
        differences.getOrDefault(row, Map.of()).getOrDefault(phase, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    return known.length < FEWEST_NIGHTS
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.expm1(new Percentile().evaluate(known, PERCENT)));
  }
}
