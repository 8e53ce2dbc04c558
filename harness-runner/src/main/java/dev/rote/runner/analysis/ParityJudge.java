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
import java.util.OptionalDouble;
import java.util.stream.Stream;

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
  private final ReferenceTrace.Beside beside;
  private final ParityTolerance tolerance;
  private final double floor;
  private final boolean kinks;

  private ParityJudge(ReferenceTrace reference, ReferenceTrace.Beside beside, boolean kinks) {
    name = reference.by();
    trace = reference.trace();
    this.beside = beside;
    this.kinks = kinks;
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

  /** Returns whether a trace may jump by rounding alone, so that another start tells more. */
  public boolean hasKinks() {
    return kinks;
  }

  /** Returns the largest relative difference that starting one ulp beside makes. */
  public double floor() {
    return floor;
  }

  /**
   * Returns the parity of a trace, or empty if it has no step to compare.
   *
   * @param confirmation the same steps from the initial parameters and from beside them, if they
   *     were trained because the trace is beyond the tolerance
   */
  public Optional<Parity> judge(List<Float> trained, Optional<ReferenceTrace> confirmation) {
    if (trained.isEmpty()) {
      return Optional.empty();
    }
    TraceDistance distance = TraceDistance.of(trained, trace, tolerance);
    OptionalDouble agreed =
        distance.within()
            ? OptionalDouble.empty()
            : confirmation
                .filter(trainedAgain -> kinks && meets(trainedAgain, distance))
                .flatMap(ReferenceTrace::beside)
                .map(this::agreement)
                .orElse(OptionalDouble.empty());
    return Optional.of(
        new Parity(
            name,
            distance.steps(),
            distance.largest(),
            distance.largestStep(),
            distance.firstBeyond(),
            tolerance.at(distance.firstBeyond().orElse(distance.largestStep())),
            floor,
            distance.within() || agreed.isPresent(),
            agreed));
  }

  /**
   * A kink is met again from the same start. Where the steps alone are right and those of the whole
   * run are not, something else of the run changes them.
   */
  private boolean meets(ReferenceTrace trainedAgain, TraceDistance distance) {
    return !trainedAgain.trace().isEmpty()
        && TraceDistance.of(trainedAgain.trace(), trace, tolerance)
            .firstBeyond()
            .equals(distance.firstBeyond());
  }

  /**
   * Returns the smallest of the largest differences of those starts beside the initial parameters
   * whose traces are within the tolerance. An implementation that computes something else is beyond
   * it from every start; that rounding meets a kink at all three of them is one case in thousands.
   */
  private OptionalDouble agreement(ReferenceTrace.Beside trained) {
    return Stream.of(
            TraceDistance.of(trained.oneUlp(), beside.oneUlp(), tolerance),
            TraceDistance.of(trained.disturbed(), beside.disturbed(), tolerance))
        .filter(TraceDistance::within)
        .mapToDouble(TraceDistance::largest)
        .min();
  }
}
