package dev.rote.runner.analysis;

import dev.rote.runner.parity.TraceDistance;
import dev.rote.runner.result.ReferenceTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the distance of a trace from the reference's grows with the steps, beside what rounding alone
 * makes of it.
 */
public final class ParityGrowth {
  private ParityGrowth() {}

  /**
   * Returns the relative difference of every step that both have.
   *
   * @param trace losses, one a step
   */
  public static List<Double> of(List<? extends Number> trace, ReferenceTrace reference) {
    return of(trace, reference.trace());
  }

  static List<Double> of(List<? extends Number> trace, List<Double> reference) {
    List<Double> differences = new ArrayList<>();
    for (int step = 0; step < Math.min(trace.size(), reference.size()); step++) {
      differences.add(TraceDistance.relative(trace.get(step).doubleValue(), reference.get(step)));
    }
    return differences;
  }

  /** Returns the same of the reference itself when it starts one ulp beside: the floor of chaos. */
  public static Optional<List<Double>> floor(ReferenceTrace reference) {
    return reference.beside().map(beside -> of(beside.oneUlp(), reference));
  }
}
