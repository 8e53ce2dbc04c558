package dev.rote.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Layer;
import dev.rote.api.Padding;
import dev.rote.api.Role;
import dev.rote.api.Shape;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each layer computes, against its definition or worked by hand. */
class OperatorTest {
  private static final Offset<Double> ROUNDING = within(1e-12);

  @Test
  void denseIsWeightsTimesInputPlusBias() {
    CompiledLayers dense = CompiledLayers.of(Shape.of(2), new Layer.Dense(3, true));
    double[][] w = dense.parameter(Role.WEIGHT).value();
    double[] b = dense.parameter(Role.BIAS).value()[0];
    double[] x = {2, -1};
    double[] y = dense.evaluate(new double[][] {x})[0];
    for (int unit = 0; unit < 3; unit++) {
      assertThat(y[unit]).isCloseTo(w[unit][0] * 2 - w[unit][1] + b[unit], ROUNDING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 5, 4",
    "3, 1, 5, 4",
    "2, 1, 3, 4",
    "3, 2, 6, 4",
    "3, 2, 5, 7",
    "5, 3, 7, 8",
    "1, 2, 5, 4",
    "5, 1, 2, 1",
    "5, 2, 3, 3",
    "4, 2, 28, 9"
  })
  void convolutionIsItsDefinition(int kernel, int stride, int height, int width) {
    Shape shape = Shape.of(2, height, width);
    CompiledLayers conv = CompiledLayers.of(shape, new Layer.Conv2d(3, kernel, stride, true));
    double[][] input = CompiledLayers.randomRows(2, shape.size(), 3);
    double[][] output = conv.evaluate(input);
    Padding vertical = Padding.same(height, kernel, stride);
    Padding horizontal = Padding.same(width, kernel, stride);
    int positions = vertical.output() * horizontal.output();
    for (int n = 0; n < 2; n++) {
      assertThat(output[n]).hasSize(3 * positions);
      for (int f = 0; f < 3; f++) {
        for (int y = 0; y < vertical.output(); y++) {
          for (int x = 0; x < horizontal.output(); x++) {
            double sum = conv.parameter(Role.BIAS).value()[0][f];
            for (int c = 0; c < 2; c++) {
              for (int i = 0; i < kernel; i++) {
                for (int j = 0; j < kernel; j++) {
                  int row = y * stride - vertical.before() + i;
                  int column = x * stride - horizontal.before() + j;
                  if (row >= 0 && row < height && column >= 0 && column < width) {
                    double w =
                        conv.parameter(Role.WEIGHT).value()[f][(c * kernel + i) * kernel + j];
                    sum += w * input[n][(c * height + row) * width + column];
                  }
                }
              }
            }
            assertThat(output[n][f * positions + y * horizontal.output() + x])
                .isCloseTo(sum, ROUNDING);
          }
        }
      }
    }
  }

  @Test
  void reluCutsBelowZeroAndHasNoGradientAtZero() {
    CompiledLayers relu = CompiledLayers.of(Shape.of(3), new Layer.Relu());
    assertThat(relu.train(rows(-1, 0, 2))).isDeepEqualTo(rows(0, 0, 2));
    assertThat(relu.operator().backward(rows(5, 5, 5))).isDeepEqualTo(rows(0, 0, 5));
  }

  @Test
  void reluAndMaxPoolDoNotHideWhatIsNotANumber() {
    double nan = Double.NaN;
    CompiledLayers relu = CompiledLayers.of(Shape.of(2), new Layer.Relu());
    assertThat(relu.train(rows(nan, 1))[0][0]).isNaN();
    CompiledLayers pool = CompiledLayers.of(Shape.of(1, 2, 2), new Layer.MaxPool(2, 2));
    assertThat(pool.train(rows(1, nan, 3, 0))[0][0]).isNaN();
    assertThat(pool.train(rows(nan, 1, 3, 0))[0][0]).isNaN();
  }

  /** TensorFlow's SAME: 3x3 windows at stride 2 on 4x4 have their only padding after the end. */
  @Test
  void maxPoolPadsAtTheEndFirst() {
    CompiledLayers pool = CompiledLayers.of(Shape.of(1, 4, 4), new Layer.MaxPool(3, 2));
    double[][] input = rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(pool.train(input)).isDeepEqualTo(rows(10, 11, 14, 15));
  }

  @Test
  void maxPoolPaddingIsBelowEveryValue() {
    CompiledLayers pool = CompiledLayers.of(Shape.of(1, 3, 3), new Layer.MaxPool(3, 2));
    double[][] input = rows(-9, -8, -7, -6, -5, -4, -3, -2, -1);
    assertThat(pool.train(input)).isDeepEqualTo(rows(-5, -4, -2, -1));
    CompiledLayers single = CompiledLayers.of(Shape.of(1, 1, 1), new Layer.MaxPool(3, 1));
    assertThat(single.train(rows(Double.NEGATIVE_INFINITY)))
        .isDeepEqualTo(rows(Double.NEGATIVE_INFINITY));
  }

  @Test
  void maxPoolGivesTheGradientToTheFirstOfEqualMaxima() {
    CompiledLayers pool = CompiledLayers.of(Shape.of(1, 2, 4), new Layer.MaxPool(2, 2));
    pool.train(rows(1, 7, 0, 0, 7, 7, 0, 0));
    assertThat(pool.operator().backward(rows(3, 5))).isDeepEqualTo(rows(0, 3, 5, 0, 0, 0, 0, 0));
  }

  @Test
  void overlappingMaxPoolsAddTheirGradients() {
    CompiledLayers pool = CompiledLayers.of(Shape.of(1, 1, 3), new Layer.MaxPool(3, 1));
    assertThat(pool.train(rows(1, 9, 2))).isDeepEqualTo(rows(9, 9, 9));
    assertThat(pool.operator().backward(rows(1, 10, 100))).isDeepEqualTo(rows(0, 111, 0));
  }

  @Test
  void meanPoolIsTheMeanOfEachChannel() {
    CompiledLayers pool = CompiledLayers.of(Shape.of(2, 1, 3), new Layer.GlobalMeanPool());
    assertThat(pool.train(rows(1, 2, 6, 0, 0, -3))).isDeepEqualTo(rows(3, -1));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "9"})
  void localResponseNormalizationIsItsDefinition(int radius) {
    Layer layer = new Layer.LocalResponseNormalization(radius, 2f, 0.25f, 0.5f);
    CompiledLayers lrn = CompiledLayers.of(Shape.of(4, 1, 2), layer);
    double[] x = CompiledLayers.randomRows(1, 8, 5)[0];
    double[] y = lrn.train(new double[][] {x})[0];
    for (int c = 0; c < 4; c++) {
      for (int p = 0; p < 2; p++) {
        double sum = 0;
        for (int j = Math.max(0, c - radius); j <= Math.min(3, c + radius); j++) {
          sum += x[j * 2 + p] * x[j * 2 + p];
        }
        assertThat(y[c * 2 + p]).isCloseTo(x[c * 2 + p] / Math.sqrt(2 + 0.25 * sum), ROUNDING);
      }
    }
  }

  @Test
  void batchNormTrainsWithTheBatchesStatistics() {
    CompiledLayers norm = CompiledLayers.of(Shape.of(1, 1, 2), batchNorm(0.75f));
    double scale = norm.parameter(Role.SCALE).value()[0][0];
    double shift = norm.parameter(Role.SHIFT).value()[0][0];
    // Mean 4, biased variance (9 + 1 + 1 + 9) / 4 = 5, plus epsilon 0.25.
    double[][] output = norm.train(new double[][] {{1, 3}, {5, 7}});
    double deviation = Math.sqrt(5.25);
    assertThat(output[0][0]).isCloseTo(-3 / deviation * scale + shift, ROUNDING);
    assertThat(output[0][1]).isCloseTo(-1 / deviation * scale + shift, ROUNDING);
    assertThat(output[1][0]).isCloseTo(1 / deviation * scale + shift, ROUNDING);
    assertThat(output[1][1]).isCloseTo(3 / deviation * scale + shift, ROUNDING);
  }

  @Test
  void batchNormAveragesTheMeanAndTheUnbiasedVariance() {
    CompiledLayers norm = CompiledLayers.of(Shape.of(1, 1, 2), batchNorm(0.75f));
    double[] mean = norm.parameter(Role.RUNNING_MEAN).value()[0];
    double[] variance = norm.parameter(Role.RUNNING_VARIANCE).value()[0];
    double meanBefore = mean[0];
    double varianceBefore = variance[0];
    norm.train(new double[][] {{1, 3}, {5, 7}});
    assertThat(mean[0]).isCloseTo(0.75 * meanBefore + 0.25 * 4, ROUNDING);
    assertThat(variance[0]).isCloseTo(0.75 * varianceBefore + 0.25 * 20 / 3, ROUNDING);
  }

  @Test
  void batchNormOfASingleValueKeepsItsStatisticsFinite() {
    CompiledLayers norm = CompiledLayers.of(Shape.of(1), batchNorm(0.5f));
    double varianceBefore = norm.parameter(Role.RUNNING_VARIANCE).value()[0][0];
    double[][] output = norm.train(rows(3));
    assertThat(output).isDeepEqualTo(norm.parameter(Role.SHIFT).value());
    assertThat(norm.parameter(Role.RUNNING_VARIANCE).value()[0][0])
        .isCloseTo(0.5 * varianceBefore, ROUNDING);
  }

  @Test
  void batchNormEvaluatesWithTheRunningAveragesAndLeavesThemAlone() {
    CompiledLayers norm = CompiledLayers.of(Shape.of(1, 1, 2), batchNorm(0.75f));
    double mean = norm.parameter(Role.RUNNING_MEAN).value()[0][0];
    double variance = norm.parameter(Role.RUNNING_VARIANCE).value()[0][0];
    double scale = norm.parameter(Role.SCALE).value()[0][0];
    double shift = norm.parameter(Role.SHIFT).value()[0][0];
    double[] output = norm.evaluate(rows(1, 3))[0];
    assertThat(output[1])
        .isCloseTo((3 - mean) / Math.sqrt(variance + 0.25) * scale + shift, ROUNDING);
    assertThat(norm.parameter(Role.RUNNING_MEAN).value()[0][0]).isEqualTo(mean);
    assertThat(norm.parameter(Role.RUNNING_VARIANCE).value()[0][0]).isEqualTo(variance);
  }

  @Test
  void dropoutMultipliesByTheMaskInTrainingOnly() {
    CompiledLayers dropout = CompiledLayers.of(Shape.of(2), new Layer.Dropout(0.5f));
    double[][] input = {{1, 2}, {3, 4}};
    assertThat(dropout.train(input)).isDeepEqualTo(new double[][] {{0, 3}, {4.5, 0}});
    assertThat(dropout.evaluate(input)).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
  }

  @Test
  void concatJoinsChannelsInTheOrderOfTheBranches() {
    Layer concat = new Layer.Concat(List.of(List.of(), List.of(new Layer.Relu())));
    CompiledLayers layers = CompiledLayers.of(Shape.of(2, 1, 1), concat);
    assertThat(layers.train(new double[][] {{-1, 2}, {3, -4}}))
        .isDeepEqualTo(new double[][] {{-1, 2, 0, 2}, {3, -4, 3, 0}});
  }

  @Test
  void residualAddsItsShortcut() {
    Layer identity = new Layer.Residual(List.of(new Layer.Relu()), List.of());
    assertThat(CompiledLayers.of(Shape.of(2), identity).train(rows(-1, 2)))
        .isDeepEqualTo(rows(-1, 4));
    Layer both = new Layer.Residual(List.of(new Layer.Relu()), List.of(new Layer.Relu()));
    assertThat(CompiledLayers.of(Shape.of(2), both).train(rows(-1, 2))).isDeepEqualTo(rows(0, 4));
  }

  private static Layer batchNorm(float decay) {
    return new Layer.BatchNorm(0.25f, decay, true);
  }

  private static double[][] rows(double... row) {
    return new double[][] {row};
  }
}
