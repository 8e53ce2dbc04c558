package dev.rote.runner.analysis;

import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.parity.TraceDistance;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares traces with that of a reference, which was trained from the initial parameters and from
 * beside them, by one ulp and by some more: what lies between, the floor of chaos, gives the
 * tolerance.
 */
public final class ParityJudge {
  /**
   * Where a pre-activation is as near to 0 as rounding, a rectifier may decide otherwise, and so
   * may a max-pool between near equals. Of the 65,000 units of a step of an MLP with 512 hidden
   * ones about one in twenty steps has one that does, and it moves the losses that follow by some
   * millionths: more than a disturbance shows that happens to meet none.
   */
  private static final double KINK = 1e-5;

  /**
   * How many times the floor, the distance of a single ulp, is allowed: there is one such run only,
   * and one disturbance may happen to cancel out.
   */
  private static final double FLOOR_FACTOR = 32;

  private final String name;
  private final List<Float> trace;
  private final ParityTolerance tolerance;
  private final double floor;

  private ParityJudge(ReferenceTrace reference, ReferenceTrace.Beside beside, boolean kinks) {
    name = reference.by();
    trace = reference.trace();
    List<Double> floors = differences(beside.oneUlp(), trace);
    List<Double> disturbed = differences(beside.disturbed(), trace);
    List<Double> distances = new ArrayList<>();
    for (int step = 0; step < trace.size(); step++) {
      double smooth = FLOOR_FACTOR / ParityTolerance.DISTURBANCE_FACTOR * floors.get(step);
      double kink = kinks && step > 0 ? KINK / ParityTolerance.DISTURBANCE_FACTOR : 0;
      distances.add(Math.max(kink, Math.max(smooth, disturbed.get(step))));
    }
    tolerance = ParityTolerance.ofDisturbances(distances, 0);
    floor = floors.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /**
   * Returns the judge of an experiment, or empty if its reference could not be trained.
   *
   * @param model the experiment's network
   */
  public static Optional<ParityJudge> of(ReferenceTrace reference, Model model) {
    boolean kinks = model.contains(Layer.Relu.class) || model.contains(Layer.MaxPool.class);
    return reference.trace().isEmpty()
        ? Optional.empty()
        : reference.beside().map(beside -> new ParityJudge(reference, beside, kinks));
  }

  private static List<Double> differences(List<Float> trace, List<Float> reference) {
    List<Double> differences = new ArrayList<>();
    for (int step = 0; step < reference.size(); step++) {
      differences.add(TraceDistance.relative(trace.get(step), reference.get(step)));
    }
    return differences;
  }

  /** Returns the largest relative difference that starting one ulp beside makes. */
  public double floor() {
    return floor;
  }

  /** Returns the parity of a trace, or empty if it has no step to compare. */
  public Optional<Parity> judge(List<Float> trained) {
    if (trained.isEmpty()) {
      return Optional.empty();
    }
    TraceDistance distance = TraceDistance.of(trained, trace, tolerance);
    return Optional.of(
        new Parity(
            name,
            distance.steps(),
            distance.largest(),
            distance.largestStep(),
            distance.firstBeyond(),
            tolerance.at(distance.firstBeyond().orElse(distance.largestStep())),
            floor,
            distance.within()));
  }
}
