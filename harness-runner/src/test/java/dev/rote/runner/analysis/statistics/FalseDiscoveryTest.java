package dev.rote.runner.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.random.RandomStream;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /** The 15 p-values of Benjamini and Hochberg 1995, section 3.1. */
  private static final double[] PUBLISHED = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0
  };

  @Test
  void thePublishedExampleRejectsFourAndHolmThree() {
    assertThat(atMost(FalseDiscovery.benjaminiHochberg(PUBLISHED), 0.05)).isEqualTo(4);
    assertThat(atMost(FalseDiscovery.holm(PUBLISHED), 0.05)).isEqualTo(3);
  }

  private static long atMost(double[] p, double level) {
    return DoubleStream.of(p).filter(value -> value <= level).count();
  }

  /** {@code stats.false_discovery_control} of SciPy 1.17.1; R's p.adjust is the same rule. */
  @Test
  void adjustedValuesAreThoseOfSciPyInAnyOrder() {
    double[] expected = {
      0.0015,
      0.003,
      0.0095,
      0.035625,
      0.0603,
      0.06385714285714286,
      0.06385714285714286,
      0.0645,
      0.0765,
      0.486,
      0.5811818181818181,
      0.714875,
      0.7532307692307693,
      0.8132142857142857,
      1.0
    };
    int[] order = RandomStream.of(1, "order").permutation(PUBLISHED.length);

    assertThat(FalseDiscovery.benjaminiHochberg(PUBLISHED))
        .containsExactly(expected, within(1e-12));
    assertThat(FalseDiscovery.benjaminiHochberg(in(order, PUBLISHED)))
        .containsExactly(in(order, expected), within(1e-12));
  }

  private static double[] in(int[] order, double[] values) {
    return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
  }

  @Test
  void holmIsHisDefinition() {
    // 4 x 0.01; 3 x 0.02; 2 x 0.03 = 0.06 as well; 0.04, which must not be below those before.
    assertThat(FalseDiscovery.holm(new double[] {0.04, 0.01, 0.03, 0.02}))
        .containsExactly(new double[] {0.06, 0.04, 0.06, 0.06}, within(1e-12));
    assertThat(FalseDiscovery.holm(new double[] {0.9, 0.6}))
        .containsExactly(new double[] {1, 1}, within(1e-12));
  }

  @Test
  void adjustingKeepsTheOrderAndNeverLowersAndHolmIsStricter() {
    RandomStream random = RandomStream.of(2, "p");
    for (int i = 0; i < 200; i++) {
      double[] p = DoubleStream.generate(random::nextDouble).limit(1 + i % 30).toArray();
      double[] discovery = FalseDiscovery.benjaminiHochberg(p);
      double[] holm = FalseDiscovery.holm(p);
      for (int j = 0; j < p.length; j++) {
        assertThat(discovery[j]).isBetween(p[j], 1.0);
        assertThat(holm[j]).isBetween(discovery[j] - 1e-15, Math.min(1, p[j] * p.length));
        for (int k = 0; k < p.length; k++) {
          assertThat(p[j] <= p[k] && discovery[j] > discovery[k]).isFalse();
          assertThat(p[j] <= p[k] && holm[j] > holm[k]).isFalse();
        }
      }
    }
  }

  /** 20 comparisons, half of which have a difference: what the two methods promise. */
  @Test
  void falseFindingsAreAsRareAsPromised() {
    RandomStream random = RandomStream.of(3, "promise");
    double shares = 0;
    int families = 0;
    for (int i = 0; i < 2000; i++) {
      double[] p = DoubleStream.generate(random::nextDouble).limit(20).toArray();
      for (int j = 10; j < 20; j++) {
        p[j] = p[j] / 300;
      }
      double[] discovery = FalseDiscovery.benjaminiHochberg(p);
      long wrong = atMost(Arrays.copyOf(discovery, 10), 0.1);
      shares += wrong / (double) Math.max(1, atMost(discovery, 0.1));
      families += atMost(Arrays.copyOf(FalseDiscovery.holm(p), 10), 0.1) > 0 ? 1 : 0;
    }

    // Exactly q times the share of those without a difference; for Holm 10% at most, and three
    // standard errors.
    assertThat(shares / 2000).isCloseTo(0.05, within(0.006));
    assertThat(families / 2000.0).isLessThan(0.12);
  }

  @Test
  void noneStaysNoneAndWhatIsNoProbabilityIsNamed() {
    assertThat(FalseDiscovery.benjaminiHochberg(new double[0])).isEmpty();
    assertThat(FalseDiscovery.holm(new double[0])).isEmpty();
    assertThatThrownBy(() -> FalseDiscovery.benjaminiHochberg(new double[] {0.5, Double.NaN}))
        .hasMessage("p[1] is NaN, allowed is 0 to 1");
    assertThatThrownBy(() -> FalseDiscovery.holm(new double[] {-0.1}))
        .hasMessage("p[0] is -0.1, allowed is 0 to 1");
  }
}
