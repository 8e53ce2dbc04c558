package dev.rote.testkit.scenario;

import dev.rote.runner.parity.LogitsDistance;
import dev.rote.runner.parity.ParameterDistance;
import dev.rote.runner.parity.TraceDistance;

/**
 * How far an outcome is from a reference's.
 *
 * @param trace the largest difference of a loss, relative as in {@link TraceDistance#relative}
 * @param parameters the largest difference of a parameter's element, relative as in {@link
 *     ParameterDistance}
 * @param logits the largest difference of a logit, relative as in {@link LogitsDistance}
 */
public record OutcomeDistance(double trace, double parameters, double logits) {
  /**
   * Compares two outcomes.
   *
   * @throws IllegalArgumentException if they are not those of the same model and steps
   */
  public static OutcomeDistance of(Outcome outcome, Outcome reference) {
    int steps = reference.trace().size();
    if (outcome.trace().size() != steps) {
      throw new IllegalArgumentException(
          "there are %d steps, the reference's are %d".formatted(outcome.trace().size(), steps));
    }
    double trace = 0;
    for (int step = 0; step < steps; step++) {
      trace =
          Math.max(
              trace,
              TraceDistance.relative(outcome.trace().get(step), reference.trace().get(step)));
    }
    return new OutcomeDistance(
        trace,
        ParameterDistance.of(outcome.parameters(), reference.parameters()).largest(),
        LogitsDistance.of(outcome.logits(), reference.logits()));
  }
}
