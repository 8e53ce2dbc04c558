package dev.rote.runner.analysis.statistics;

import java.util.stream.IntStream;

/**
 * The distribution of a sum of ranks if nothing but chance assigned them, by counting every way in
 * which it could have. Ranks are doubled, so that those which equal values share are whole.
 */
final class RankDistribution {
  /** That many values are counted; beyond them the normal distribution is as good. */
  static final int MOST_COUNTED = 100;

  /** How far sums of rounded probabilities may be off, relatively. */
  private static final double ROUNDING = 1e-10;

  private final double[] atMost;
  private final double[] atLeast;

  private RankDistribution(double[] ways) {
    double total = 0;
    for (double way : ways) {
      total += way;
    }
    // Both tails are summed from their own end: one taken from 1 would lose its digits.
    atMost = new double[ways.length];
    atLeast = new double[ways.length];
    double sum = 0;
    for (int i = 0; i < ways.length; i++) {
      sum += ways[i];
      atMost[i] = sum / total;
    }
    sum = 0;
    for (int i = ways.length - 1; i >= 0; i--) {
      sum += ways[i];
      atLeast[i] = sum / total;
    }
  }

  /** Returns that of the sum over some of the ranks, every choice of them being as likely. */
  static RankDistribution ofChosen(int[] doubledRanks, int chosen) {
    int largest = IntStream.of(doubledRanks).sum();
    double[][] ways = new double[chosen + 1][largest + 1];
    ways[0][0] = 1;
    for (int rank : doubledRanks) {
      for (int size = chosen; size >= 1; size--) {
        for (int sum = largest; sum >= rank; sum--) {
          ways[size][sum] += ways[size - 1][sum - rank];
        }
      }
    }
    return new RankDistribution(ways[chosen]);
  }

  /** Returns that of the sum over the ranks of positive values, every sign being as likely. */
  static RankDistribution ofPositive(int[] doubledRanks) {
    int largest = IntStream.of(doubledRanks).sum();
    double[] ways = new double[largest + 1];
    ways[0] = 1;
    for (int rank : doubledRanks) {
      for (int sum = largest; sum >= rank; sum--) {
        ways[sum] += ways[sum - rank];
      }
    }
    return new RankDistribution(ways);
  }

  /** Returns the doubled ranks of so many values without equals. */
  static int[] untied(int size) {
    return IntStream.rangeClosed(1, size).map(rank -> 2 * rank).toArray();
  }

  /** Returns twice the smaller of both tails that begin at a sum, 1 at most. */
  double twoSided(int doubledSum) {
    return Math.min(1, 2 * Math.min(atMost[doubledSum], atLeast[doubledSum]));
  }

  /** Returns the probability of this doubled sum or a smaller one. */
  double atMost(int doubledSum) {
    return atMost[doubledSum];
  }

  /**
   * Returns the largest number of rank sums, from the smallest one up, that have together no more
   * than this probability, if the sums are those of values without equals.
   */
  int within(double tail, int smallestDoubledSum) {
    int count = 0;
    while (atMost[smallestDoubledSum + 2 * count] <= tail * (1 + ROUNDING)) {
      count++;
    }
    return count;
  }
}
