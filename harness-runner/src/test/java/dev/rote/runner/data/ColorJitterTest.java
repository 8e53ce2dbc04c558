package dev.rote.runner.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Shape;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Two channels of two values, in binary fractions, so that nothing is rounded. */
class ColorJitterTest {
  private static final OptionalDouble NOT = OptionalDouble.empty();

  @Test
  void withoutEitherNothingIsCutOff() {
    assertThat(changed(1, NOT, NOT, -1, 0.5, 0.5, 2)).containsExactly(-1, 0.5, 0.5, 2);
  }

  @Test
  void brightnessAddsAShareOfTheRangeAndCutsOff() {
    assertThat(changed(1, OptionalDouble.of(0.25), NOT, 0, 0.5, 0.875, 1))
        .containsExactly(0.25, 0.75, 1, 1);
    assertThat(changed(255, OptionalDouble.of(-0.5), NOT, 0, 127, 128, 255))
        .containsExactly(0, 0, 0.5, 127.5);
  }

  @Test
  void contrastStretchesAboutTheMeanOfEachChannelAndCutsOff() {
    assertThat(changed(1, NOT, OptionalDouble.of(1.5), 0.25, 0.75, 0, 0.5))
        .containsExactly(0.125, 0.875, 0, 0.625);
    assertThat(changed(255, NOT, OptionalDouble.of(0), 0, 100, 200, 255))
        .containsExactly(50, 50, 227.5, 227.5);
  }

  /** The mean is that of the brighter values, of which nothing was cut off. */
  @Test
  void brightnessComesFirstAndIsCutOffLast() {
    assertThat(changed(1, OptionalDouble.of(0.5), OptionalDouble.of(0.5), 0.5, 1, 0, 0.25))
        .containsExactly(1, 1, 0.5625, 0.6875);
  }

  private static double[] changed(
      double range, OptionalDouble brightness, OptionalDouble contrast, double... image) {
    double[] values = image.clone();
    new ColorJitter(Shape.of(2, 1, 2), range).apply(brightness, contrast, values);
    return values;
  }
}
