package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsLastTest {
  @Test
  void kernelsAreOutInHeightWidthOutsideAndHeightWidthInOutInside() {
    ChannelsLast order = new ChannelsLast(2, 3, 1, 2);
    float[] canonical = {
      // Filter 0: channels 0, 1, 2 of two pixels each; then filter 1.
      1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16
    };

    assertThat(order.fromCanonical(canonical))
        .containsExactly(
            // The left pixel: channels of filters 0 and 1 in turn; then the right pixel.
            1, 11, 3, 13, 5, 15, 2, 12, 4, 14, 6, 16);
  }

  @Test
  void weightsOfADenseLayerAreTransposed() {
    assertThat(new ChannelsLast(2, 3, 1, 1).fromCanonical(new float[] {1, 2, 3, 4, 5, 6}))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 4, 5", "1, 3, 2, 2", "1, 1, 3, 4", "1, 7, 1, 1", "3, 1, 1, 1"})
  void backIsTheInverse(int outer, int channels, int height, int width) {
    ChannelsLast order = new ChannelsLast(outer, channels, height, width);
    float[] canonical = new float[order.size()];
    for (int i = 0; i < canonical.length; i++) {
      canonical[i] = i;
    }

    assertThat(order.toCanonical(order.fromCanonical(canonical))).containsExactly(canonical);
  }
}
