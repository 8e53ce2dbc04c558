package dev.rote.runner.analysis;

import dev.rote.runner.parity.LogitsDistance;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.evidence.ProbeLogits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Compares predictions with those of a reference. What is allowed comes from the reference itself,
 * as for losses: the distances that starting beside the initial parameters makes.
 *
 * @param reference its logits
 * @param toleranceBefore of the largest difference before the first step
 * @param toleranceAfter of the largest difference after the compared steps
 */
record LogitsJudge(ProbeLogits reference, double toleranceBefore, double toleranceAfter) {
  /**
   * What a rectifier or max-pool that decides otherwise may do to a logit within some steps: the
   * network in which it does so is another by then, though by little.
   */
  private static final double KINK = 1e-4;

  /** Returns the judge of an experiment, or empty if its reference predicted nothing. */
  static Optional<LogitsJudge> of(
      ReferenceTrace reference, ReferenceTrace.Beside beside, boolean kinks) {
    if (reference.logits().isEmpty()
        || beside.oneUlpLogits().isEmpty()
        || beside.disturbedLogits().isEmpty()) {
      return Optional.empty();
    }
    ProbeLogits logits = reference.logits().get();
    return Optional.of(
        new LogitsJudge(
            logits,
            tolerance(logits, beside, ProbeLogits::before),
            Math.max(kinks ? KINK : 0, tolerance(logits, beside, ProbeLogits::after))));
  }

  private static double tolerance(
      ProbeLogits logits, ReferenceTrace.Beside beside, Function<ProbeLogits, List<Float>> moment) {
    List<Float> reference = moment.apply(logits);
    double oneUlp = LogitsDistance.of(moment.apply(beside.oneUlpLogits().orElseThrow()), reference);
    double disturbed =
        LogitsDistance.of(moment.apply(beside.disturbedLogits().orElseThrow()), reference);
    return Math.max(
        ParityTolerance.LEAST_PARAMETER_DIFFERENCE,
        Math.max(
            ParityJudge.FLOOR_FACTOR * oneUlp, ParityTolerance.DISTURBANCE_FACTOR * disturbed));
  }

  /** Compares predictions with a reference's from the same start, if both predicted. */
  Optional<Parity.Logits> judge(Optional<ProbeLogits> predicted, Optional<ProbeLogits> other) {
    return predicted.flatMap(logits -> other.map(from -> judge(logits, from)));
  }

  private Parity.Logits judge(ProbeLogits predicted, ProbeLogits from) {
    return new Parity.Logits(
        LogitsDistance.of(predicted.before(), from.before()),
        toleranceBefore,
        predicted.after().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(LogitsDistance.of(predicted.after(), from.after())),
        toleranceAfter);
  }
}
