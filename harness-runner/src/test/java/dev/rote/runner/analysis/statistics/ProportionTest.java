package dev.rote.runner.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  // stats.binomtest(k, n).proportion_ci(confidence, 'exact') of SciPy 1.17.1.
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.95, 0, 0.30849710781876294",
    "1, 10, 0.95, 0.0025285785444625728, 0.44501611702819543",
    "1, 10, 0.99, 0.0005011285754612697, 0.5442870568996879",
    "5, 10, 0.95, 0.1870860284474045, 0.8129139715525955",
    "10, 10, 0.95, 0.6915028921812371, 1",
    "10, 10, 0.99, 0.5887040186524746, 1",
    "0, 1, 0.95, 0, 0.975",
    "3, 1000, 0.95, 0.0006190999316499173, 0.008742023238657654",
    "17, 200, 0.99, 0.04208140903932475, 0.14865790906347442",
    "2, 100000, 0.95, 2.422102185951549e-06, 7.224498936505319e-05",
    "2, 100000, 0.99, 1.0349501137175716e-06, 9.273454802418149e-05"
  })
  void intervalsAreThoseOfSciPy(
      int successes, int trials, double confidence, double low, double high) {
    Interval interval = new Proportion(successes, trials).interval(confidence);

    assertThat(interval.low()).isCloseTo(low, withinPercentage(1e-5));
    assertThat(interval.high()).isCloseTo(high, withinPercentage(1e-5));
  }

  // stats.binomtest(k, n).pvalue of SciPy.
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0, 5, 0.0625",
    "0, 6, 0.03125",
    "6, 6, 0.03125",
    "1, 8, 0.0703125",
    "5, 10, 1",
    "2, 15, 0.0073852539"
  })
  void halfAndHalfIsTestedOnBothSides(int successes, int trials, double p) {
    assertThat(new Proportion(successes, trials).pOfEven()).isCloseTo(p, withinPercentage(1e-6));
  }

  @Test
  void everyRateIsCoveredAtLeastAsOftenAsPromised() {
    for (int trials : new int[] {1, 2, 7, 30}) {
      for (double rate = 0.005; rate < 1; rate += 0.015) {
        BinomialDistribution counts = new BinomialDistribution(null, trials, rate);
        double covered = 0;
        for (int successes = 0; successes <= trials; successes++) {
          if (new Proportion(successes, trials).interval(0.9).contains(rate)) {
            covered += counts.probability(successes);
          }
        }
        assertThat(covered).as("%s of %s", rate, trials).isGreaterThan(0.9 - 1e-9);
      }
    }
  }

  @Test
  void theValueIsTheShare() {
    assertThat(new Proportion(3, 12).value()).isEqualTo(0.25);
  }

  @Test
  void countsThatCannotBeAreNamed() {
    assertThatThrownBy(() -> new Proportion(3, 2))
        .hasMessage(
            "there are 3 successes in 2 trials, allowed is 1 trial or more and no more successes"
                + " than trials");
    assertThatThrownBy(() -> new Proportion(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proportion(1, 2).interval(1))
        .hasMessage("confidence is 1.0, allowed is more than 0 and less than 1");
  }
}
