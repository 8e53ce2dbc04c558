package dev.rote.runner.nightly;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** How many rounds of two builds would show a difference. */
final class Rounds {
  /** Of a slowdown that is to be found. */
  private static final double POWER = 0.9;

  /** From the median absolute deviation to the standard deviation, of normal values. */
  private static final double NORMAL = 1.4826;

  /** How many times as large as it seems in ten rounds the noise may be. */
  private static final double UNCERTAINTY = 1.25;

  private Rounds() {}

  /**
   * Returns how many rounds find the slowdown that is to be found nine times in ten. A fork or two
   * that were disturbed do not make them more: neither do they move the test.
   *
   * @param logarithms of the rounds that were seen
   */
  static int needed(List<Double> logarithms, NightRules rules) {
    double[] values = logarithms.stream().mapToDouble(Double::doubleValue).toArray();
    Median median = new Median();
    double middle = median.evaluate(values);
    double deviation =
        UNCERTAINTY
            * NORMAL
            * median.evaluate(
                Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double standardErrors =
        normal.inverseCumulativeProbability(1 - rules.falseAlarms() / 2)
            + normal.inverseCumulativeProbability(POWER);
    double rounds = Math.pow(standardErrors * deviation / -Math.log1p(-rules.find()), 2);
    return (int) Math.clamp(Math.ceil(rounds), NightRules.FEWEST_ROUNDS, rules.mostRounds());
  }
}
