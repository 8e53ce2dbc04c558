package dev.rote.runner.analysis;

import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.parity.TraceDistance;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.evidence.ProbeLogits;
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
  static final double FLOOR_FACTOR = 32;

  private final String name;
  private final List<Double> trace;
  private final Optional<LogitsJudge> logits;
  private final ReferenceTrace.Beside beside;
  private final ParityTolerance tolerance;
  private final double floor;
  private final boolean kinks;

  private ParityJudge(ReferenceTrace reference, ReferenceTrace.Beside beside, boolean kinks) {
    name = reference.by();
    trace = reference.trace();
    this.beside = beside;
    this.kinks = kinks;
    logits = LogitsJudge.of(reference, beside, kinks);
    List<Double> floors = ParityGrowth.of(beside.oneUlp(), trace);
    List<Double> disturbed = ParityGrowth.of(beside.disturbed(), trace);
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

  /** Returns whether a trace may jump by rounding alone, so that another start tells more. */
  public boolean hasKinks() {
    return kinks;
  }

  /** Returns the largest relative difference that starting one ulp beside makes. */
  public double floor() {
    return floor;
  }

  /** Returns how many of the first steps have a tolerance in which nothing wrong can hide. */
  private int telling() {
    int telling = 0;
    while (telling < tolerance.steps() && tolerance.at(telling) <= Parity.MOST_TELLING) {
      telling++;
    }
    return telling;
  }

  /** What somebody trained from one start: losses, and logits if there are any. */
  private record Trained(List<? extends Number> trace, Optional<ProbeLogits> logits) {}

  /** What a comparison with the reference's training from the same start gave. */
  private record Compared(TraceDistance trace, Optional<Parity.Logits> logits) {
    boolean within() {
      return trace.within() && logits.filter(each -> !each.within()).isEmpty();
    }

    double largest() {
      return Math.max(trace.largest(), logits.map(Parity.Logits::largest).orElse(0.0));
    }
  }

  private Compared compare(Trained trained, Trained reference) {
    return new Compared(
        TraceDistance.of(trained.trace(), reference.trace(), tolerance),
        logits.flatMap(judge -> judge.judge(trained.logits(), reference.logits())));
  }

  /**
   * Returns the parity of a cell, or empty if it has no step to compare.
   *
   * @param trained the loss of its first steps
   * @param predicted what it predicted before and after them
   * @param confirmation the same steps from the initial parameters and from beside them, if they
   *     were trained because the cell is beyond the tolerance
   */
  public Optional<Parity> judge(
      List<? extends Number> trained,
      Optional<ProbeLogits> predicted,
      Optional<ReferenceTrace> confirmation) {
    if (trained.isEmpty()) {
      return Optional.empty();
    }
    Compared compared = compare(new Trained(trained, predicted), reference());
    TraceDistance distance = compared.trace();
    OptionalDouble agreed =
        compared.within()
            ? OptionalDouble.empty()
            : confirmation
                .filter(trainedAgain -> kinks && meets(trainedAgain, compared))
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
            compared.within() || agreed.isPresent(),
            telling(),
            compared.logits(),
            agreed));
  }

  private Trained reference() {
    return new Trained(trace, logits.map(LogitsJudge::reference));
  }

  /**
   * A kink is met again from the same start. Where the steps alone are right and those of the whole
   * run are not, something else of the run changes them.
   */
  private boolean meets(ReferenceTrace trainedAgain, Compared first) {
    if (trainedAgain.trace().isEmpty()) {
      return false;
    }
    Compared again = compare(new Trained(trainedAgain.trace(), trainedAgain.logits()), reference());
    return !again.within() && again.trace().firstBeyond().equals(first.trace().firstBeyond());
  }

  /**
   * Returns the smallest of the largest differences of those starts beside the initial parameters
   * from which everything is within the tolerance. An implementation that computes something else
   * is beyond it from every start; that rounding meets a kink at all three of them is one case in
   * thousands.
   */
  private OptionalDouble agreement(ReferenceTrace.Beside trained) {
    return Stream.of(
            compare(
                new Trained(trained.oneUlp(), trained.oneUlpLogits()),
                new Trained(beside.oneUlp(), beside.oneUlpLogits())),
            compare(
                new Trained(trained.disturbed(), trained.disturbedLogits()),
                new Trained(beside.disturbed(), beside.disturbedLogits())))
        .filter(Compared::within)
        .mapToDouble(Compared::largest)
        .min();
  }
}
