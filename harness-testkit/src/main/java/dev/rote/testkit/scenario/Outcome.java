package dev.rote.testkit.scenario;

import dev.rote.api.Parameters;
import java.util.List;

/**
 * What came out of a scenario.
 *
 * @param trace the loss of every step
 * @param parameters after the last step, running statistics included
 * @param logits of the scenario's questions, in evaluation mode
 */
public record Outcome(List<Float> trace, Parameters parameters, List<Float> logits) {
  public Outcome {
    trace = List.copyOf(trace);
    logits = List.copyOf(logits);
  }
}
