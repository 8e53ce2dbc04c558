package dev.rote.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SquaredLossTest {
  @Test
  void theLossIsHalfTheSquaredDistanceFromTheOneHotLabelMeanOverTheBatch() {
    double[][] logits = {{1, -2, 0.5}, {0, 0, 0}};
    BatchLoss loss = SquaredLoss.of(logits, new int[] {0, 2});
    assertThat(loss.mean()).isEqualTo(((0 + 4 + 0.25) / 2 + 1 / 2.0) / 2);
    assertThat(loss.gradient()).isDeepEqualTo(new double[][] {{0, -1, 0.25}, {0, 0, -0.5}});
  }

  @Test
  void theGradientIsTheDerivative() {
    double[][] logits = CompiledLayers.randomRows(3, 4, 1);
    int[] labels = {0, 3, 3};
    double[][] gradient = SquaredLoss.of(logits, labels).gradient();
    double step = 1e-5;
    for (int n = 0; n < 3; n++) {
      for (int k = 0; k < 4; k++) {
        double value = logits[n][k];
        logits[n][k] = value + step;
        double above = SquaredLoss.of(logits, labels).mean();
        logits[n][k] = value - step;
        double below = SquaredLoss.of(logits, labels).mean();
        logits[n][k] = value;
        assertThat(gradient[n][k]).isCloseTo((above - below) / (2 * step), within(1e-10));
      }
    }
  }

  @Test
  void whatIsNotANumberIsNotHidden() {
    assertThat(SquaredLoss.of(new double[][] {{Double.NaN, 0}}, new int[] {1}).mean()).isNaN();
  }
}
