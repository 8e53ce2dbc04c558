package dev.rote.runner.analysis.statistics;

import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;

/**
 * How many values it takes to show a shift of normal values with a probability of {@value #POWER}.
 * Critical values are exact; what chance makes of the rank sum under the shift is taken as normal,
 * with its true mean and variance (Lehmann 1975, sections 2.3 and 4.2).
 */
final class Planning {
  static final double POWER = 0.8;

  /** Nobody runs more forks than these. */
  static final int MOST = 1000;

  private static final double FAR = 9;
  private static final int STEPS = 1800;

  private Planning() {}

  static OptionalInt samples(double shift, double deviation, double significance) {
    requirePlan(shift, deviation, significance);
    IntPredicate possible = size -> RankShift.smallestP(size, size) <= significance;
    double distance = Math.abs(shift) / deviation;
    if (shift == 0 || deviation == 0) {
      return shift == 0 ? OptionalInt.empty() : fewest(possible);
    }
    double above = Samples.normal(distance / Math.sqrt(2));
    double bothAbove = expected(x -> square(Samples.normal(x + distance)), -FAR, 0);
    return fewest(size -> {
      double pairs = (double) size * size;
      double variance =
          pairs * (above * (1 - above) + 2 * (size - 1) * (bothAbove - above * above));
      int tail = RankShift.tail(size, size, significance / 2);
      return possible.test(size)
          && power(pairs * above, pairs - tail + 1, Math.sqrt(variance)) >= POWER;
    });
  }

  static OptionalInt pairs(double shift, double deviation, double significance) {
    requirePlan(shift, deviation, significance);
    IntPredicate possible = size -> SignedRankShift.smallestP(size) <= significance;
    double distance = Math.abs(shift) / deviation;
    if (shift == 0 || deviation == 0) {
      return shift == 0 ? OptionalInt.empty() : fewest(possible);
    }
    double one = Samples.normal(distance);
    double sum = Samples.normal(distance * Math.sqrt(2));
    double oneAndSum = expected(x -> Samples.normal(x + distance), 0, distance);
    double bothSums = expected(x -> square(Samples.normal(x + distance)), -FAR, distance);
    return fewest(size -> {
      double averages = size * (size + 1.0) / 2;
      double different = size * (size - 1.0);
      double mean = size * one + different / 2 * sum;
      double variance =
          size * one * (1 - one)
              + different / 2 * sum * (1 - sum)
              + 2 * different * (oneAndSum - one * sum)
              + different * (size - 2) * (bothSums - sum * sum);
      int tail = SignedRankShift.tail(size, significance / 2);
      return possible.test(size) && power(mean, averages - tail + 1, Math.sqrt(variance)) >= POWER;
    });
  }

  private static void requirePlan(double shift, double deviation, double significance) {
    Samples.requireProbability("significance", significance);
    if (!Double.isFinite(shift)) {
      throw new IllegalArgumentException("shift is " + shift + ", allowed are finite numbers");
    }
    if (!(deviation >= 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "deviation is " + deviation + ", allowed is 0 or more, and finite");
    }
  }

  /** Returns the probability that a rank sum is critical or larger. */
  private static double power(double mean, double critical, double deviation) {
    return deviation == 0
        ? mean >= critical ? 1 : 0
        : Samples.normal((mean - critical + 0.5) / deviation);
  }

  /** Returns the mean of a function of a normal value, of which those below a limit count as 0. */
  private static double expected(DoubleUnaryOperator function, double limit, double mean) {
    double from = Math.max(limit, mean - FAR);
    double step = (mean + FAR - from) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double x = from + i * step;
      double value = function.applyAsDouble(x) * Math.exp(-square(x - mean) / 2);
      sum += i == 0 || i == STEPS ? value / 2 : value;
    }
    return sum * step / Math.sqrt(2 * Math.PI);
  }

  private static double square(double x) {
    return x * x;
  }

  /** Halves the range: rank sums come in steps, so that one fewer may do by luck as well. */
  private static OptionalInt fewest(IntPredicate enough) {
    if (!enough.test(MOST)) {
      return OptionalInt.empty();
    }
    int few = 0;
    int many = MOST;
    while (many - few > 1) {
      int middle = (few + many) / 2;
      if (enough.test(middle)) {
        many = middle;
      } else {
        few = middle;
      }
    }
    return OptionalInt.of(many);
  }
}
