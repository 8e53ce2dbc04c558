package dev.rote.runner.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointsTest {
  /** Annual flow of the Nile at Aswan, 1871 to 1970, in 10^8 m^3 (Cobb 1978; R's Nile). */
  private static final double[] NILE = {
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
  };

  /** The literature finds one change, after 1898, when the old dam was begun. */
  @Test
  void theNileChangedAfter1898() {
    List<ChangePoint> changes = ChangePoints.in(NILE);

    assertThat(changes).extracting(ChangePoint::index).containsExactly(1899 - 1871);
    assertThat(changes.getFirst().moves()).isTrue();
    assertThat(changes.getFirst().shift().shift()).isBetween(-300.0, -200.0);
  }

  /**
   * Model 1 of Haynes, Fearnhead and Eckley 2017 (the blocks of Donoho and Johnstone 1994) with
   * noise of our own: R's changepoint.np publishes these eleven changes as what it finds.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theElevenChangesOfThePublishedBlocksAreFound(int seed) {
    int[] places = {100, 130, 150, 230, 250, 400, 440, 650, 760, 780, 810};
    double[] jumps = {2.01, -2.51, 1.51, -2.01, 2.51, -2.11, 1.05, 2.16, -1.56, 2.56, -2.11};
    RandomStream random = RandomStream.of(seed, "blocks");
    double[] series = new double[1000];
    for (int i = 0; i < series.length; i++) {
      series[i] = 0.5 * random.nextNormal();
      for (int j = 0; j < places.length; j++) {
        series[i] += i >= places[j] ? jumps[j] : 0;
      }
    }

    List<ChangePoint> changes = ChangePoints.in(series);

    assertThat(changes).hasSize(places.length);
    for (int j = 0; j < places.length; j++) {
      // The smallest jump, of two deviations, is blurred by a few nights of noise.
      assertThat(changes.get(j).index()).isCloseTo(places[j], within(5));
      assertThat(changes.get(j).shift().shift()).isCloseTo(jumps[j], within(0.5));
    }
  }

  /** Against the formula of the paper, with counts and logarithms as they stand there. */
  @Test
  void theCostIsThatOfThePaper() {
    RandomStream random = RandomStream.of(1, "cost");
    double[] values = DoubleStream.generate(() -> random.nextInt(9)).limit(40).toArray();
    StretchCost cost = new StretchCost(values);

    assertThat(cost.of(3, 25)).isCloseTo(published(values, 3, 25), within(1e-9));
    assertThat(cost.of(0, 40)).isCloseTo(published(values, 0, 40), within(1e-9));
    assertThat(cost.of(30, 35)).isCloseTo(published(values, 30, 35), within(1e-9));
  }

  private static double published(double[] values, int start, int end) {
    int quantiles = (int) Math.ceil(4 * Math.log(values.length));
    double range = Math.log(2 * values.length - 1);
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    double sum = 0;
    for (int k = 1; k <= quantiles; k++) {
      double share = 1 / (1 + (2 * values.length - 1) * Math.exp(-range / quantiles * (2 * k - 1)));
      double point = sorted[(int) (share * values.length)];
      double[] stretch = Arrays.copyOfRange(values, start, end);
      double f =
          DoubleStream.of(stretch)
              .map(x -> x < point ? 1 : x == point ? 0.5 : 0)
              .average()
              .orElse(0);
      sum += (end - start) * (entropy(f) + entropy(1 - f));
    }
    return -2 * range / quantiles * sum;
  }

  private static double entropy(double share) {
    return share == 0 ? 0 : share * Math.log(share);
  }

  /** Against every way to cut 24 values into stretches. */
  @Test
  void theCutsAreTheBestThereAre() {
    RandomStream random = RandomStream.of(2, "cuts");
    int withCuts = 0;
    for (int i = 0; i < 200; i++) {
      int size = 10 + random.nextInt(15);
      int place = random.nextInt(size);
      double jump = random.nextInt(4);
      double[] values =
          IntStream.range(0, size)
              .mapToDouble(j -> random.nextNormal() + (j >= place ? jump : 0))
              .toArray();
      double penalty = 2 + 10 * random.nextDouble();
      StretchCost cost = new StretchCost(values);

      List<Integer> cuts = ChangePoints.cuts(values, penalty);

      int[] ends = IntStream.concat(cuts.stream().mapToInt(c -> c), IntStream.of(size)).toArray();
      double found = -penalty;
      int start = 0;
      for (int end : ends) {
        found += cost.of(start, end) + penalty;
        start = end;
      }
      assertThat(found).isCloseTo(least(cost, 0, size, penalty) - penalty, within(1e-6));
      withCuts += cuts.isEmpty() ? 0 : 1;
    }
    assertThat(withCuts).isBetween(50, 180);
  }

  /** Against the same recursion with the cost of every stretch. */
  @Test
  void whatIsPassedOverIsNeverTheBest() {
    for (int seed = 0; seed < 30; seed++) {
      RandomStream random = RandomStream.of(seed, "bounds");
      int count = 60 + random.nextInt(200);
      int stretch = 10 + random.nextInt(100);
      boolean whole = seed % 3 == 0;
      double[] values =
          IntStream.range(0, count)
              .mapToDouble(i -> random.nextNormal() + 2 * (i / stretch % 3))
              .map(value -> whole ? Math.rint(value) : value)
              .toArray();
      StretchCost cost = new StretchCost(values);
      double penalty = 5 + random.nextInt(40);
      double[] least = new double[count + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      least[0] = -penalty;
      for (int end = 5; end <= count; end++) {
        for (int start = 0; start <= end - 5; start++) {
          least[end] = Math.min(least[end], least[start] + cost.of(start, end) + penalty);
        }
      }

      List<Integer> cuts = ChangePoints.cuts(values, penalty);

      double found = -penalty;
      int start = 0;
      for (int end :
          IntStream.concat(cuts.stream().mapToInt(c -> c), IntStream.of(count)).toArray()) {
        found += cost.of(start, end) + penalty;
        start = end;
      }
      assertThat(found).isCloseTo(least[count], within(1e-6));
    }
  }

  private static double least(StretchCost cost, int start, int size, double penalty) {
    double best = cost.of(start, size) + penalty;
    for (int end = start + 5; end <= size - 5; end++) {
      best = Math.min(best, cost.of(start, end) + penalty + least(cost, end, size, penalty));
    }
    return best;
  }

  /**
   * Series of {@value #NIGHTS} nights of every kind, {@value #SERIES_OF_A_KIND} each, from fixed
   * seeds; one unit is a standard deviation of the noise. A change counts as found if one is
   * reported within {@value #NEAR} nights of it, and as a false alarm otherwise.
   */
  private static final int NIGHTS = 120;

  private static final int SERIES_OF_A_KIND = 60;
  private static final int NEAR = 3;

  /** What was found of the series of one kind. */
  private record Score(int changes, int found, int reported, int alarmed) {
    double recall() {
      return (double) found / changes;
    }

    double precision() {
      return (double) found / reported;
    }
  }

  /** What a night is, but for its noise. */
  @FunctionalInterface
  private interface Noise {
    double of(RandomStream random, int night);
  }

  private static final Noise NORMAL = (random, night) -> random.nextNormal();

  private static double[] series(
      String kind, int seed, Noise noise, IntToDoubleFunction level, DoubleUnaryOperator scale) {
    RandomStream random = RandomStream.of(seed, kind);
    return IntStream.range(0, NIGHTS)
        .mapToDouble(
            night -> scale.applyAsDouble(level.applyAsDouble(night) + noise.of(random, night)))
        .toArray();
  }

  private static Score score(String kind, Noise noise, IntToDoubleFunction level, int... changes) {
    int found = 0;
    int reported = 0;
    int alarmed = 0;
    for (int seed = 0; seed < SERIES_OF_A_KIND; seed++) {
      List<ChangePoint> answer =
          ChangePoints.in(series(kind, seed, noise, level, DoubleUnaryOperator.identity()));
      int matched = 0;
      for (int change : changes) {
        matched += answer.stream().anyMatch(c -> Math.abs(c.index() - change) <= NEAR) ? 1 : 0;
      }
      found += matched;
      reported += answer.size();
      alarmed += answer.size() > matched ? 1 : 0;
    }
    Score score = new Score(changes.length * SERIES_OF_A_KIND, found, reported, alarmed);
    return score;
  }

  @Test
  void noiseRarelyAlarmsWhateverItsDistribution() {
    int series = 0;
    int alarmed = 0;
    Noise heavy = (random, night) -> random.nextNormal() / (0.05 + random.nextDouble());
    Noise skewed = (random, night) -> Math.exp(2 * random.nextNormal());
    Noise twoModes = (random, night) -> random.nextNormal() + 8 * random.nextInt(2);
    for (Noise noise : List.of(NORMAL, heavy, skewed, twoModes)) {
      alarmed += score("noise " + series, noise, night -> 0).alarmed();
      series += SERIES_OF_A_KIND;
    }

    assertThat(alarmed).as("of %s", series).isLessThanOrEqualTo(7);
  }

  @Test
  void stepsAreFoundUpAndDown() {
    for (double size : new double[] {3, -3}) {
      Score score = score("step " + size, NORMAL, night -> night >= 70 ? size : 0, 70);
      assertThat(score.recall()).isGreaterThanOrEqualTo(0.95);
      assertThat(score.precision()).isGreaterThanOrEqualTo(0.95);
    }
    Score small = score("small step", NORMAL, night -> night >= 70 ? 1.5 : 0, 70);
    assertThat(small.recall()).isGreaterThanOrEqualTo(0.75);
    assertThat(small.precision()).isGreaterThanOrEqualTo(0.75);
  }

  @Test
  void aStepIsFoundAWeekAfterItCame() {
    Score score = score("new step", NORMAL, night -> night >= NIGHTS - 7 ? 3 : 0, NIGHTS - 7);

    assertThat(score.recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void severalStepsAreAllFound() {
    Score score =
        score(
            "steps",
            NORMAL,
            night -> night < 30 ? 0 : night < 50 ? 3 : night < 90 ? -0.5 : 3,
            30,
            50,
            90);

    assertThat(score.recall()).isGreaterThanOrEqualTo(0.95);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void isolatedOutliersAreNoChangeAndHideNone() {
    Noise spikes =
        (random, night) ->
            random.nextNormal() + (night % 13 == 6 ? 20 + 10 * random.nextDouble() : 0);

    assertThat(score("outliers", spikes, night -> 0).alarmed()).isLessThanOrEqualTo(3);
    Score step = score("outliers and a step", spikes, night -> night >= 70 ? 3 : 0, 70);
    assertThat(step.recall()).isGreaterThanOrEqualTo(0.95);
    assertThat(step.precision()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void missingNightsArePassedOver() {
    Noise gaps =
        (random, night) -> {
          double noise = random.nextNormal();
          return random.nextInt(10) < 3 ? Double.NaN : noise;
        };

    Score score = score("missing nights", gaps, night -> night >= 70 ? 3 : 0, 70);

    assertThat(score.recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void moreScatterIsAChangeButNoMove() {
    Noise wider = (random, night) -> random.nextNormal() * (night >= 60 ? 5 : 1);
    int found = 0;
    int moves = 0;
    for (int seed = 0; seed < SERIES_OF_A_KIND; seed++) {
      List<ChangePoint> changes =
          ChangePoints.in(
              series("scatter", seed, wider, night -> 0, DoubleUnaryOperator.identity()));
      found += changes.stream().anyMatch(change -> Math.abs(change.index() - 60) <= 10) ? 1 : 0;
      moves += changes.stream().anyMatch(ChangePoint::moves) ? 1 : 0;
    }

    assertThat(found).isGreaterThanOrEqualTo(SERIES_OF_A_KIND * 9 / 10);
    assertThat(moves).isLessThanOrEqualTo(SERIES_OF_A_KIND / 10);
  }

  @Test
  void aSlowDriftIsStepsInItsDirection() {
    int steps = 0;
    for (int seed = 0; seed < SERIES_OF_A_KIND; seed++) {
      List<ChangePoint> changes =
          ChangePoints.in(
              series("drift", seed, NORMAL, night -> 0.05 * night, DoubleUnaryOperator.identity()));

      assertThat(changes).isNotEmpty();
      assertThat(changes).allMatch(change -> change.moves() && change.shift().shift() > 0);
      steps += changes.size();
    }
    assertThat(steps).isBetween(2 * SERIES_OF_A_KIND, 4 * SERIES_OF_A_KIND);
  }

  @Test
  void onlyTheOrderOfTheValuesCounts() {
    for (int seed = 0; seed < 20; seed++) {
      IntToDoubleFunction level = night -> night >= 50 ? 2 : 0;
      double[] plain = series("scale", seed, NORMAL, level, x -> x);
      double[] grown = series("scale", seed, NORMAL, level, Math::exp);

      assertThat(ChangePoints.in(grown))
          .extracting(ChangePoint::index)
          .isEqualTo(ChangePoints.in(plain).stream().map(ChangePoint::index).toList());
    }
  }

  @Test
  void aConstantSeriesNeverChanged() {
    double[] constant = new double[300];
    Arrays.fill(constant, 4.2);

    assertThat(ChangePoints.in(constant)).isEmpty();
  }

  @Test
  void aConstantThatChangesOnceChangedOnce() {
    double[] series = new double[40];
    Arrays.fill(series, 17, 40, 1);

    assertThat(ChangePoints.in(series)).extracting(ChangePoint::index).containsExactly(17);
  }

  @Test
  void indexesAreThoseOfTheSeriesWithItsGaps() {
    double[] series = new double[60];
    Arrays.fill(series, 0, 10, Double.NaN);
    Arrays.fill(series, 28, 33, Double.NaN);
    Arrays.fill(series, 33, 60, 1);

    assertThat(ChangePoints.in(series)).extracting(ChangePoint::index).containsExactly(33);
  }

  @Test
  void aSeriesTooShortForTwoStretchesSaysNothing() {
    assertThat(ChangePoints.in(new double[] {0, 0, 0, 0, 0, 9, 9, 9, 9})).isEmpty();
    assertThat(ChangePoints.in(new double[0])).isEmpty();
    double[] missing = new double[50];
    Arrays.fill(missing, Double.NaN);
    assertThat(ChangePoints.in(missing)).isEmpty();
  }

  @Test
  void aValueThatIsInfiniteIsNamed() {
    double[] series = new double[20];
    series[1] = Double.NaN;
    series[7] = Double.POSITIVE_INFINITY;

    assertThatThrownBy(() -> ChangePoints.in(series))
        .hasMessage(
            "series[7] is Infinity, allowed are finite numbers, and NaN where one is missing");
  }
}
