package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Loss;
import dev.rote.runner.result.Evaluation;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluatorTest {
  @Test
  void theLossIsTheMeanSoftmaxCrossEntropy() {
    Evaluation evaluation = evaluate(new float[] {1, 2, 3, 0, 0, 0}, 2, 1);

    double first = -Math.log(Math.exp(3) / (Math.exp(1) + Math.exp(2) + Math.exp(3)));
    assertThat(evaluation.loss()).isEqualTo((first + Math.log(3)) / 2, within(1e-15));
    assertThat(evaluation.wrong()).isEqualTo(1);
    assertThat(evaluation.error()).isEqualTo(0.5);
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    Evaluation evaluation = evaluate(new float[] {3e38f, -3e38f, 0}, 1);

    assertThat(evaluation.loss()).isEqualTo(3e38f * 2.0, within(1e30));
  }

  @Test
  void theLowestClassWinsATie() {
    assertThat(evaluate(new float[] {1, 7, 7}, 1).wrong()).isZero();
    assertThat(evaluate(new float[] {1, 7, 7}, 2).wrong()).isEqualTo(1);
  }

  @Test
  void aLogitThatIsNotANumberIsWrongWhateverTheLabel() {
    for (int label = 0; label < 3; label++) {
      Evaluation evaluation = evaluate(new float[] {5, Float.NaN, 1}, label);

      assertThat(evaluation.wrong()).isEqualTo(1);
      assertThat(evaluation.loss()).isNaN();
    }
  }

  @Test
  void aLabelOfProbabilityZeroHasAnInfiniteLoss() {
    assertThat(evaluate(new float[] {0, Float.NEGATIVE_INFINITY, 0}, 1).loss())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theSquaredLossIsHalfTheSquaredDistanceFromTheOneHotLabel() {
    Evaluation evaluation = evaluate(Loss.SQUARED, new float[] {1, -2, 0.5f, 0, 0, 0}, 0, 2);

    assertThat(evaluation.loss()).isEqualTo((4.25 / 2 + 1 / 2.0) / 2);
    assertThat(evaluation.wrong()).isEqualTo(1);
  }

  /** In float32 the square of the one would be infinite, and the other would vanish beside 1. */
  @Test
  void theSquaredLossIsOfFloat64() {
    assertThat(evaluate(Loss.SQUARED, new float[] {3e38f, 0}, 1).loss())
        .isEqualTo(((double) 3e38f * 3e38f + 1) / 2);
    assertThat(evaluate(Loss.SQUARED, new float[] {1e-9f, 0}, 0).loss())
        .isEqualTo((1e-9f - 1.0) * (1e-9f - 1.0) / 2);
  }

  @Test
  void aSquaredLossHidesNothingThatIsNotANumber() {
    Evaluation evaluation = evaluate(Loss.SQUARED, new float[] {5, Float.NaN, 1}, 0);

    assertThat(evaluation.wrong()).isEqualTo(1);
    assertThat(evaluation.loss()).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void theLossOfSomeExamplesIsThatOfTheirSet(Loss loss) {
    float[] logits = {1, 2, 3, 0, 0.5f, 0, -1, 4, 0};
    FloatBuffer all = FloatBuffer.wrap(logits);
    IntBuffer labels = IntBuffer.wrap(new int[] {2, 1, 0});

    assertThat(Evaluator.loss(loss, all, labels, 3, IntBuffer.wrap(new int[] {2, 0})))
        .isEqualTo(evaluate(loss, new float[] {-1, 4, 0, 1, 2, 3}, 0, 2).loss());
  }

  private static Evaluation evaluate(float[] logits, int... labels) {
    return evaluate(Loss.CROSS_ENTROPY, logits, labels);
  }

  private static Evaluation evaluate(Loss loss, float[] logits, int... labels) {
    return Evaluator.evaluate(
        loss, FloatBuffer.wrap(logits), IntBuffer.wrap(labels), logits.length / labels.length);
  }
}
