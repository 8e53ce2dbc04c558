package dev.rote.runner.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceDistanceTest {
  private static final ParityTolerance PERCENT = tolerance(0.01, 3);

  @Test
  void findsTheLargestRelativeDifferenceAndItsStep() {
    TraceDistance distance =
        TraceDistance.of(List.of(2f, 1.005f, 1f), List.of(2f, 1f, 1.001f), PERCENT);

    assertThat(distance.steps()).isEqualTo(3);
    assertThat(distance.largest()).isCloseTo(0.005, within(1e-6));
    assertThat(distance.largestStep()).isEqualTo(1);
    assertThat(distance.within()).isTrue();
  }

  @Test
  void findsTheFirstStepBeyondTheCurveOfTheTolerance() {
    ParityTolerance growing = new ParityTolerance(List.of(0.001, 0.01, 0.1), 1);

    TraceDistance distance =
        TraceDistance.of(List.of(1f, 1.05f, 1.09f), List.of(1f, 1f, 1f), growing);

    assertThat(distance.firstBeyond()).hasValue(1);
    assertThat(distance.largestStep()).isEqualTo(2);
    assertThat(distance.within()).isFalse();
  }

  @Test
  void comparesNoMoreStepsThanTracesAndToleranceHave() {
    List<Float> long5 = List.of(1f, 1f, 1f, 9f, 9f);

    assertThat(TraceDistance.of(long5, List.of(1f, 1f), PERCENT).steps()).isEqualTo(2);
    assertThat(TraceDistance.of(long5, List.of(1f, 1f, 1f, 1f), PERCENT).steps()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceDistance.of(List.of(), long5, PERCENT))
        .withMessage("there is no step to compare");
  }

  @Test
  void measuresSmallLossesAgainstAFixedScale() {
    assertThat(TraceDistance.relative(0.0021, 0.0020)).isCloseTo(0.001, within(1e-12));
    assertThat(TraceDistance.relative(2.02, 2.0)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void treatsALossThatIsNotANumberAsAnyOther() {
    assertThat(TraceDistance.relative(Double.NaN, 1)).isInfinite();
    assertThat(TraceDistance.relative(1, Double.NaN)).isInfinite();
    assertThat(TraceDistance.relative(Double.POSITIVE_INFINITY, Double.NaN)).isZero();
    TraceDistance distance = TraceDistance.of(List.of(1f, Float.NaN), List.of(1f, 1f), PERCENT);
    assertThat(distance.firstBeyond()).hasValue(1);
    assertThat(distance.largestStep()).isEqualTo(1);
  }

  private static ParityTolerance tolerance(double allowed, int steps) {
    return new ParityTolerance(Collections.nCopies(steps, allowed), allowed);
  }
}
