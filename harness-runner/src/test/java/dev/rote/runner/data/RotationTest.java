package dev.rote.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
  private static final double[] SQUARE = {
    1, 2, 3, //
    4, 5, 6, //
    7, 8, 9
  };
  private static final double[] EVEN = {
    1, 2, //
    3, 4
  };

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1e-300, -1e-300})
  void anAngleOfZeroLeavesEveryBit(double degrees) {
    assertThat(turned(degrees, Shape.of(1, 3, 3), SQUARE)).isEqualTo(SQUARE);
    assertThat(turned(degrees, Shape.of(1, 2, 2), EVEN)).isEqualTo(EVEN);
  }

  @Test
  void aRightAngleTurnsCounterClockwise() {
    assertTurned(90, Shape.of(1, 3, 3), SQUARE, 3, 6, 9, 2, 5, 8, 1, 4, 7);
    assertTurned(-90, Shape.of(1, 3, 3), SQUARE, 7, 4, 1, 8, 5, 2, 9, 6, 3);
    assertTurned(90, Shape.of(1, 2, 2), EVEN, 2, 4, 1, 3);
  }

  @Test
  void halfATurnIsTheSameToEitherSide() {
    assertTurned(180, Shape.of(1, 3, 3), SQUARE, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    assertTurned(-180, Shape.of(1, 3, 3), SQUARE, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    assertTurned(180, Shape.of(1, 2, 3), new double[] {1, 2, 3, 4, 5, 6}, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void everyChannelIsTurned() {
    double[] channels = {1, 2, 3, 4, 50, 60, 70, 80};

    assertTurned(90, Shape.of(2, 2, 2), channels, 2, 4, 1, 3, 60, 80, 50, 70);
  }

  /**
   * By 45 degrees a corner comes from 1.414 places above the centre: 0.414 of the way from the
   * edge's middle, 2, to what is outside and black.
   */
  @Test
  void whatComesFromOutsideIsBlack() {
    double[] turned = turned(45, Shape.of(1, 3, 3), SQUARE);

    double outside = Math.sqrt(2) - 1;
    assertThat(turned[4]).isEqualTo(5);
    assertThat(turned[2]).isCloseTo(6 * (1 - outside), within(1e-12));
    assertThat(turned[0]).isCloseTo(2 * (1 - outside), within(1e-12));
  }

  /** The middle of the right edge comes from between the centre and the lower right corner. */
  @Test
  void theFourNeighboursAreWeightedByTheirDistance() {
    double half = Math.sqrt(0.5);
    double upper = 5 * (1 - half) + 6 * half;
    double lower = 8 * (1 - half) + 9 * half;

    assertThat(turned(45, Shape.of(1, 3, 3), SQUARE)[5])
        .isCloseTo(upper * (1 - half) + lower * half, within(1e-12));
  }

  /** A plane stays a plane where nothing comes from outside: interpolation is exact for it. */
  @ParameterizedTest
  @CsvSource({"10", "-25", "133.7"})
  void aPlaneIsTurnedIntoAPlane(double degrees) {
    int size = 21;
    double[] plane = new double[size * size];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = 1000 + 3 * (i / size - 10) + 7 * (i % size - 10);
    }

    double[] turned = turned(degrees, Shape.of(1, size, size), plane);

    double angle = Math.toRadians(degrees);
    for (int i = 0; i < plane.length; i++) {
      double y = i / size - 10;
      double x = i % size - 10;
      if (Math.hypot(y, x) < 10) {
        double fromY = y * Math.cos(angle) + x * Math.sin(angle);
        double fromX = x * Math.cos(angle) - y * Math.sin(angle);
        assertThat(turned[i]).isCloseTo(1000 + 3 * fromY + 7 * fromX, within(1e-9));
      }
    }
  }

  /** Rounded to float32, as images are in the end. */
  private static void assertTurned(
      double degrees, Shape shape, double[] image, double... expected) {
    double[] turned = turned(degrees, shape, image);
    for (int i = 0; i < expected.length; i++) {
      assertThat((float) turned[i]).as("value " + i).isEqualTo((float) expected[i]);
    }
  }

  private static double[] turned(double degrees, Shape shape, double[] image) {
    double[] values = image.clone();
    new Rotation(shape).apply(degrees, values, new double[values.length]);
    return values;
  }
}
