package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.Measurement;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What stands in a column of a row.
 *
 * @param text for a reader; {@value #NONE} where there is nothing
 * @param number to sort by; empty for a text, and where there is none
 * @param tone how it is to be taken
 */
public record Value(String text, OptionalDouble number, Tone tone) {
  /** Stands for what is not there. */
  public static final String NONE = "-";

  /** Nothing. */
  public static final Value EMPTY = new Value(NONE, OptionalDouble.empty(), Tone.PLAIN);

  public Value {
    requireNonNull(text, "text is null");
    requireNonNull(number, "number is null");
    requireNonNull(tone, "tone is null");
  }

  public static Value of(String text) {
    return new Value(text, OptionalDouble.empty(), Tone.PLAIN);
  }

  public static Value of(String text, double number) {
    return new Value(text, OptionalDouble.of(number), Tone.PLAIN);
  }

  /** Returns a speed, examples/s. */
  public static Value rate(Optional<Measurement> measured) {
    return measured.map(measurement -> of(Texts.rate(measured), measurement.score())).orElse(EMPTY);
  }

  public Value with(Tone other) {
    return new Value(text, number, other);
  }
}
