package dev.rote.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputReportTest {
  @Test
  void theScoreIsTheMeanOfTheForksMeans() {
    ThroughputReport report =
        ThroughputReport.of(
            List.of(fork(List.of(10.0, 20.0), true), fork(List.of(30.0, 32.0, 34.0), true)));

    assertThat(report.train().score()).isEqualTo((15.0 + 32.0) / 2);
    assertThat(report.train().unit()).isEqualTo("examples/s");
    assertThat(report.train().forks())
        .containsExactly(List.of(10.0, 20.0), List.of(30.0, 32.0, 34.0));
  }

  @Test
  void theIntervalComesFromTheForksAndNotFromTheirIterations() {
    ThroughputReport report =
        ThroughputReport.of(
            List.of(
                fork(List.of(9.0, 11.0), true),
                fork(List.of(19.0, 21.0), true),
                fork(List.of(29.0, 31.0), true)));

    // Means 10, 20, 30: standard deviation 10; t for 95% and 2 degrees of freedom is 4.3027.
    assertThat(report.train().error()).isPresent();
    assertThat(report.train().error().getAsDouble())
        .isEqualTo(4.3027 * 10 / Math.sqrt(3), within(0.001));
  }

  @Test
  void aSingleForkHasNoInterval() {
    ThroughputReport report = ThroughputReport.of(List.of(fork(List.of(1.0, 2.0, 3.0), true)));

    assertThat(report.train().error()).isEmpty();
  }

  @Test
  void oneForkThatWasNotFiniteIsEnough() {
    assertThat(
            ThroughputReport.of(List.of(fork(List.of(1.0), true), fork(List.of(1.0), false)))
                .finite())
        .isFalse();
  }

  private static ForkSamples fork(List<Double> train, boolean finite) {
    return new ForkSamples(train, List.of(1.0), finite);
  }
}
