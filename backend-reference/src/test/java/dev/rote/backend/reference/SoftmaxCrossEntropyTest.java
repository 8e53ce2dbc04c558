package dev.rote.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {
  @Test
  void theLossIsTheMeanNegativeLogProbabilityOfTheLabels() {
    // Probabilities 1/4, 3/4 and 1/2, 1/2.
    double[][] logits = {{0, Math.log(3)}, {5, 5}};
    double loss = SoftmaxCrossEntropy.of(logits, new int[] {1, 0}).mean();
    assertThat(loss).isCloseTo((Math.log(4.0 / 3) + Math.log(2)) / 2, within(1e-15));
  }

  @Test
  void theGradientIsTheDerivative() {
    double[][] logits = CompiledLayers.randomRows(3, 4, 1);
    int[] labels = {0, 3, 3};
    double[][] gradient = SoftmaxCrossEntropy.of(logits, labels).gradient();
    double step = 1e-5;
    for (int n = 0; n < 3; n++) {
      for (int k = 0; k < 4; k++) {
        double value = logits[n][k];
        logits[n][k] = value + step;
        double above = SoftmaxCrossEntropy.of(logits, labels).mean();
        logits[n][k] = value - step;
        double below = SoftmaxCrossEntropy.of(logits, labels).mean();
        logits[n][k] = value;
        assertThat(gradient[n][k]).isCloseTo((above - below) / (2 * step), within(1e-10));
      }
    }
  }

  @Test
  void largeLogitsDoNotOverflow() {
    double[][] logits = {{1e4, 0}, {-1e4, 0}};
    BatchLoss loss = SoftmaxCrossEntropy.of(logits, new int[] {1, 1});
    assertThat(loss.mean()).isEqualTo(5e3);
    assertThat(loss.gradient()).isDeepEqualTo(new double[][] {{0.5, -0.5}, {0, 0}});
  }

  @Test
  void whatIsNotANumberIsNotHidden() {
    double[][] logits = {{Double.NaN, 0}};
    assertThat(SoftmaxCrossEntropy.of(logits, new int[] {1}).mean()).isNaN();
  }
}
