package dev.rote.runner.nightly;

import dev.rote.runner.analysis.statistics.SignedRankShift;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The smallest slowdown that both stages find 95 times in 100. Nights are drawn, with replacement,
 * from the noise of the rounds that were measured, and slowed down by more and more.
 */
final class DetectionLimit {
  /** Of the nights that are drawn for every slowdown. */
  private static final double FOUND = 0.95;

  private static final int NIGHTS = 400;
  private static final double STEP = 0.0025;
  private static final double LARGEST = 0.5;

  /** Fewer rounds say too little about the noise. */
  private static final int FEWEST_ROUNDS = 20;

  private DetectionLimit() {}

  /**
   * Returns that of the noisiest row.
   *
   * @param noise of every row, logarithms of the ratios of its rounds where nothing had changed
   */
  static OptionalDouble of(List<List<Double>> noise, NightRules rules) {
    OptionalDouble largest = OptionalDouble.empty();
    for (List<Double> row : noise) {
      if (row.size() < FEWEST_ROUNDS) {
        return OptionalDouble.empty();
      }
      OptionalDouble limit = ofRow(row, rules);
      if (limit.isEmpty()) {
        return limit;
      }
      largest = OptionalDouble.of(Math.max(limit.getAsDouble(), largest.orElse(0)));
    }
    return largest;
  }

  /** The share that is found grows with the slowdown, so that halving finds where it is enough. */
  private static OptionalDouble ofRow(List<Double> noise, NightRules rules) {
    int low = (int) (rules.leastChange() / STEP);
    int high = (int) (LARGEST / STEP);
    if (found(noise, high * STEP, rules) < FOUND) {
      return OptionalDouble.empty();
    }
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (found(noise, middle * STEP, rules) < FOUND) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(high * STEP);
  }

  private static double found(List<Double> noise, double slowdown, NightRules rules) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    int found = 0;
    for (int night = 0; night < NIGHTS; night++) {
      if (finds(noise, slowdown, rules, random)) {
        found++;
      }
    }
    return (double) found / NIGHTS;
  }

  private static boolean finds(
      List<Double> noise, double slowdown, NightRules rules, RandomGenerator random) {
    List<Double> screened = draw(noise, slowdown, rules.screeningRounds(), random);
    if (!rules.isSuspect(Math.exp(shift(screened).shift()))) {
      return false;
    }
    List<Double> rounds = draw(noise, slowdown, Rounds.needed(screened, rules), random);
    SignedRankShift first = shift(rounds);
    if (alarms(first, rules)) {
      return true;
    }
    int more = rules.mostRounds() - rounds.size();
    if (!rules.isSuspect(Math.exp(first.shift())) || more == 0) {
      return false;
    }
    rounds.addAll(draw(noise, slowdown, more, random));
    return alarms(shift(rounds), rules);
  }

  private static boolean alarms(SignedRankShift confirmed, NightRules rules) {
    return confirmed.p() <= rules.falseAlarms() / SpeedStages.LOOKS
        && confirmed.shift() <= -Math.log1p(rules.leastChange());
  }

  private static SignedRankShift shift(List<Double> logarithms) {
    return SignedRankShift.of(
        logarithms.stream().mapToDouble(Double::doubleValue).toArray(), FOUND);
  }

  private static List<Double> draw(
      List<Double> noise, double slowdown, int rounds, RandomGenerator random) {
    List<Double> drawn = new ArrayList<>(rounds);
    for (int round = 0; round < rounds; round++) {
      drawn.add(noise.get(random.nextInt(noise.size())) + Math.log1p(-slowdown));
    }
    return drawn;
  }
}
