package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a row learned in one night.
 *
 * @param schema {@value #SCHEMA}
 * @param night when, of what, and on which machine
 * @param line which of the night's lines it is, from 1
 * @param key which row
 * @param build what ran
 * @param outcome how it ended
 * @param epochsTo the first epoch at whose end each threshold held, by the threshold's name
 * @param last its accuracies after the last epoch
 * @param best those of the first epoch with the highest test accuracy, or training accuracy where
 *     there is no test set
 * @param parity how far it is from the reference, if it was compared
 * @param decision what the night decided about it
 */
public record LearningEntry(
    String schema,
    Night night,
    int line,
    CellKey key,
    BackendBuild build,
    Outcome outcome,
    Map<String, OptionalInt> epochsTo,
    Optional<Accuracies> last,
    Optional<Accuracies> best,
    Optional<Distance> parity,
    Optional<Decision> decision)
    implements HistoryEntry {
  /**
   * What it classified rightly at an epoch's end.
   *
   * @param epoch counted from 1
   * @param train share of the training set, 0 to 1
   * @param test share of the test set, 0 to 1, if there is one
   */
  public record Accuracies(int epoch, double train, OptionalDouble test) {
    public Accuracies {
      requireNonNull(test, "test is null");
    }

    private static Accuracies of(EpochResult epoch) {
      return new Accuracies(epoch.epoch(), epoch.trainAccuracy(), epoch.testAccuracy());
    }
  }

  /**
   * How far its losses are from those of the reference.
   *
   * @param largest the largest relative difference, of the start that counts
   * @param within whether all that was compared is within its tolerance
   */
  public record Distance(double largest, boolean within) {}

  public LearningEntry {
    HistoryLine.requireKnown(schema);
    requireNonNull(night, "night is null");
    requireNonNull(key, "key is null");
    requireNonNull(build, "build is null");
    requireNonNull(outcome, "outcome is null");
    epochsTo = Collections.unmodifiableMap(new LinkedHashMap<>(epochsTo));
    requireNonNull(last, "last is null");
    requireNonNull(best, "best is null");
    requireNonNull(parity, "parity is null");
    requireNonNull(decision, "decision is null");
  }

  static LearningEntry of(Night night, int line, CellResult cell, BackendBuild build) {
    Learning learning = cell.learning();
    return new LearningEntry(
        SCHEMA,
        night,
        line,
        cell.key(),
        build,
        cell.outcome(),
        learning.epochsToZero(),
        learning.last().map(Accuracies::of),
        learning.best().map(Accuracies::of),
        cell.parity().map(parity -> new Distance(parity.counted(), parity.within())),
        Optional.empty());
  }

  @Override
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String cell() {
    return key.toString();
  }

  @Override
  public List<Decision> decisions() {
    return decision.stream().toList();
  }

  /** Returns the same with what was decided. */
  public LearningEntry decided(Decision other) {
    return new LearningEntry(
        schema, night, line, key, build, outcome, epochsTo, last, best, parity, Optional.of(other));
  }
}
