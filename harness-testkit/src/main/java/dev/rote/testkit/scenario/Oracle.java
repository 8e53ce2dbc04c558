package dev.rote.testkit.scenario;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Parameters;
import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.parity.LogitsDistance;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.parity.ParameterDistance;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.parity.TraceDistance;
import java.util.ArrayList;
import java.util.List;

/** The float64 reference, and how far rounding takes it from itself. */
public final class Oracle {
  private static final Backend REFERENCE = new ReferenceBackend();

  /** One disturbance may happen to cancel out; several hardly do. */
  private static final int DISTURBANCES = 4;

  private Oracle() {}

  /**
   * What is right, and how far from it a float32 implementation may be.
   *
   * @param outcome of the oracle
   * @param tolerance for trace and parameters
   * @param logits the largest allowed difference of the logits, relative to the largest of them
   */
  public record Answer(Outcome outcome, ParityTolerance tolerance, double logits) {}

  /** Runs a scenario. */
  public static Outcome run(Scenario scenario) {
    return scenario.run(REFERENCE, Device.first(DeviceKind.CPU), 1);
  }

  /** Runs a scenario, and again from some {@linkplain OneUlp ulps} beside, several times. */
  public static Answer ask(Scenario scenario) {
    Outcome outcome = run(scenario);
    List<Outcome> disturbed = new ArrayList<>();
    for (int seed = 0; seed < DISTURBANCES; seed++) {
      disturbed.add(run(scenario.from(disturbed(scenario.initial(), seed))));
    }
    double logits =
        disturbed.stream()
            .mapToDouble(other -> LogitsDistance.of(other.logits(), outcome.logits()))
            .max()
            .orElseThrow();
    return new Answer(
        outcome,
        tolerance(outcome, disturbed),
        Math.max(
            ParityTolerance.LEAST_PARAMETER_DIFFERENCE,
            ParityTolerance.DISTURBANCE_FACTOR * logits));
  }

  private static Parameters disturbed(Parameters initial, long seed) {
    return OneUlp.perturb(initial, seed, ParityTolerance.DISTURBANCE_ULPS);
  }

  private static ParityTolerance tolerance(Outcome outcome, List<Outcome> disturbed) {
    List<Double> distances = new ArrayList<>();
    for (int step = 0; step < outcome.trace().size(); step++) {
      double largest = 0;
      for (Outcome other : disturbed) {
        double difference =
            TraceDistance.relative(other.trace().get(step), outcome.trace().get(step));
        largest = Math.max(largest, difference);
      }
      distances.add(largest);
    }
    double parameters =
        disturbed.stream()
            .mapToDouble(
                other -> ParameterDistance.of(other.parameters(), outcome.parameters()).largest())
            .max()
            .orElseThrow();
    return ParityTolerance.ofDisturbances(distances, parameters);
  }
}
