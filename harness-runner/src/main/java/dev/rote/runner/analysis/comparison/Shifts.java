package dev.rote.runner.analysis.comparison;

import dev.rote.runner.analysis.SpeedRatio;
import dev.rote.runner.analysis.SpeedRatio.Interval;
import dev.rote.runner.analysis.statistics.RankShift;
import dev.rote.runner.analysis.statistics.SignedRankShift;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/** How shifts of speed are estimated: on logarithms, in which a ratio is a difference. */
final class Shifts {
  /** With fewer, signed ranks can be sure of little: of 10 rounds the smallest p-value is 0.002. */
  private static final int ROUNDS_FOR_RANKS = 10;

  /** Of the intervals. */
  private static final double CONFIDENCE = 0.95;

  private Shifts() {}

  /**
   * Returns the shift where forks of both took turns: what slowed a round down slowed both, so that
   * the ratio is taken within rounds, on logarithms: with Student's t, and from {@value
   * #ROUNDS_FOR_RANKS} rounds on with Wilcoxon's exact signed ranks and the shift of Hodges and
   * Lehmann, which a fork or two that were disturbed do not move.
   *
   * @param base speeds by round
   * @param head speeds by round
   * @return empty if no round has both
   */
  static Optional<Shift> paired(Map<Integer, Double> base, Map<Integer, Double> head) {
    List<Double> logarithms = SpeedRatio.logarithms(head, base);
    if (logarithms.isEmpty()) {
      return Optional.empty();
    }
    if (logarithms.size() >= ROUNDS_FOR_RANKS) {
      return Optional.of(byRanks(logarithms));
    }
    SpeedRatio ratio = SpeedRatio.of(logarithms, 1);
    double p = SpeedRatio.p(logarithms);
    return Optional.of(
        new Shift(
            ratio.value(),
            ratio.interval(),
            p,
            p,
            ratio.rounds(),
            ratio.rounds(),
            ratio.roundsNeeded()));
  }

  private static Shift byRanks(List<Double> logarithms) {
    double[] differences = logarithms.stream().mapToDouble(Double::doubleValue).toArray();
    SignedRankShift shift = SignedRankShift.of(differences, CONFIDENCE);
    return new Shift(
        Math.exp(shift.shift()),
        Optional.of(
            new Interval(Math.exp(shift.interval().low()), Math.exp(shift.interval().high()))),
        shift.p(),
        shift.p(),
        differences.length,
        differences.length,
        shift.p() <= 1 - CONFIDENCE
            ? OptionalInt.empty()
            : SignedRankShift.pairsToShow(
                shift.shift(), new StandardDeviation().evaluate(differences), 1 - CONFIDENCE));
  }

  /**
   * Returns the shift of forks that did not take turns: the exact test of Mann and Whitney with the
   * shift of Hodges and Lehmann, which a fork or two that were disturbed do not move.
   *
   * @return empty if there is none on either side
   */
  static Optional<Shift> independent(Collection<Double> base, Collection<Double> head) {
    if (base.isEmpty() || head.isEmpty()) {
      return Optional.empty();
    }
    double[] was = logarithms(base);
    double[] is = logarithms(head);
    RankShift shift = RankShift.of(was, is, CONFIDENCE);
    boolean bounded = Double.isFinite(shift.interval().low());
    return Optional.of(
        new Shift(
            Math.exp(shift.shift()),
            bounded
                ? Optional.of(
                    new Interval(
                        Math.exp(shift.interval().low()), Math.exp(shift.interval().high())))
                : Optional.empty(),
            shift.p(),
            shift.p(),
            was.length,
            is.length,
            was.length + is.length < 3
                ? OptionalInt.empty()
                : RankShift.forksToShow(
                    shift.shift(), RankShift.pooledDeviation(was, is), 1 - CONFIDENCE)));
  }

  private static double[] logarithms(Collection<Double> speeds) {
    return speeds.stream().mapToDouble(Math::log).toArray();
  }
}
