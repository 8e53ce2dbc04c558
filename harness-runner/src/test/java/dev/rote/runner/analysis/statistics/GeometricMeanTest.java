package dev.rote.runner.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeometricMeanTest {
  @Test
  void theIntervalIsThatOfStudentOnLogarithms() {
    GeometricMean mean = GeometricMean.of(new double[] {1, 2, 4});

    assertThat(mean.value()).isCloseTo(2, within(1e-12));
    // stats.t.ppf(0.975, 2) of SciPy is 4.302652729911275.
    double half = 4.302652729911275 * Math.log(2) / Math.sqrt(3);
    assertThat(mean.interval().orElseThrow().low()).isCloseTo(2 * Math.exp(-half), within(1e-9));
    assertThat(mean.interval().orElseThrow().high()).isCloseTo(2 * Math.exp(half), within(1e-8));
  }

  @Test
  void equalValuesHaveAnIntervalWithoutWidth() {
    Interval interval = GeometricMean.of(new double[] {3, 3, 3}).interval().orElseThrow();

    assertThat(interval.low()).isCloseTo(3, within(1e-12));
    assertThat(interval.high()).isCloseTo(3, within(1e-12));
  }

  @Test
  void twoValuesSayNothingOfTheRest() {
    assertThat(GeometricMean.of(new double[] {1, 4}).interval()).isEmpty();
    assertThat(GeometricMean.of(new double[] {1, 4}).value()).isCloseTo(2, within(1e-12));
  }

  @Test
  void whatHasNoLogarithmIsNamed() {
    assertThatThrownBy(() -> GeometricMean.of(new double[] {1, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values[1] is 0.0, allowed is more than 0");
    assertThatThrownBy(() -> GeometricMean.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
