package dev.rote.runner.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterDistanceTest {
  private static final Model MODEL =
      Model.of(
          "model",
          Shape.of(1, 1, 1),
          List.of(new Layer.Flatten(), new Layer.Dense(2, true), new Layer.BatchNorm(1, 0, false)),
          Initializer.HE_NORMAL);

  @Test
  void isRelativeToTheLargestMagnitudeOfTheTensor() {
    ParameterDistance distance =
        ParameterDistance.of(parameters(0.1f, 4, 0), parameters(0.3f, 4, 0));

    assertThat(distance.parameter()).isEqualTo("dense1.weight");
    assertThat(distance.largest()).isCloseTo(0.2 / 4, within(1e-7));
  }

  @Test
  void doesNotTakeTheNoiseOfATensorOfZerosForADifference() {
    ParameterDistance distance =
        ParameterDistance.of(parameters(1, 4, 3e-9f), parameters(1, 4, -1e-9f));

    assertThat(distance.parameter()).isEqualTo("dense1.bias");
    assertThat(distance.largest()).isCloseTo(4e-7, within(1e-9));
  }

  @Test
  void isInfiniteWhereOnlyOneIsANumber() {
    assertThat(ParameterDistance.of(parameters(Float.NaN, 1, 0), parameters(1, 1, 0)).largest())
        .isInfinite();
  }

  @Test
  void oneUlpMovesEveryTrainedValueToANeighbour() {
    Parameters initial = parameters(0.1f, 4, 0);

    Parameters moved = OneUlp.perturb(initial, 1);

    float[] weight = moved.toArray("dense1.weight");
    assertThat(weight[0]).isIn(Math.nextUp(0.1f), Math.nextDown(0.1f));
    assertThat(weight[1]).isIn(Math.nextUp(4f), Math.nextDown(4f));
    assertThat(moved.toArray("dense1.bias")).containsOnly(0);
    assertThat(moved.toArray("batchNorm1.runningVariance")).containsOnly(1);
    assertThat(OneUlp.perturb(initial, 1)).isEqualTo(moved);
  }

  @Test
  void severalUlpsMoveThatMuchFurther() {
    float[] weight = OneUlp.perturb(parameters(1.5f, 4, 0), 1, 16).toArray("dense1.weight");

    assertThat(Math.abs(weight[0] - 1.5f)).isEqualTo(16 * Math.ulp(1.5f));
  }

  private static Parameters parameters(float first, float second, float bias) {
    return Parameters.of(
        MODEL.parameters(),
        Map.of(
            "dense1.weight", new float[] {first, second},
            "dense1.bias", new float[] {bias, 0},
            "batchNorm1.shift", new float[2],
            "batchNorm1.runningMean", new float[2],
            "batchNorm1.runningVariance", new float[] {1, 1}));
  }
}
