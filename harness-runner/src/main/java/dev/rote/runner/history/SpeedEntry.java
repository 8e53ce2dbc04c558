package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How fast a row was in one night.
 *
 * @param schema {@value #SCHEMA}
 * @param night when, of what, and on which machine
 * @param line which of the night's lines it is, from 1
 * @param key which row
 * @param build what ran
 * @param outcome whether it was measured
 * @param training examples/s of each fork
 * @param inference examples/s of each fork
 */
public record SpeedEntry(
    String schema,
    Night night,
    int line,
    SpeedKey key,
    BackendBuild build,
    SpeedOutcome outcome,
    PhaseSpeed training,
    PhaseSpeed inference)
    implements HistoryEntry {
  public SpeedEntry {
    HistoryLine.requireKnown(schema);
    requireNonNull(night, "night is null");
    requireNonNull(key, "key is null");
    requireNonNull(build, "build is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(training, "training is null");
    requireNonNull(inference, "inference is null");
  }

  static SpeedEntry of(Night night, int line, ThroughputResult row, BackendBuild build) {
    return new SpeedEntry(
        SCHEMA,
        night,
        line,
        row.key(),
        build,
        row.outcome(),
        PhaseSpeed.of(row.train(), row.counted(), ForkSamples::train),
        PhaseSpeed.of(row.predict(), row.counted(), ForkSamples::predict));
  }

  @Override
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String cell() {
    return key.toString();
  }

  @Override
  public List<Decision> decisions() {
    return Stream.of(training, inference).flatMap(speed -> speed.decision().stream()).toList();
  }

  /** Returns the same with what was decided. */
  public SpeedEntry decided(Optional<Decision> ofTraining, Optional<Decision> ofInference) {
    return new SpeedEntry(
        schema,
        night,
        line,
        key,
        build,
        outcome,
        training.decided(ofTraining),
        inference.decided(ofInference));
  }
}
