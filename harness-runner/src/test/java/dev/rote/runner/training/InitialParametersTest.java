package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitialParametersTest {
  private static final List<Layer> LAYERS =
      List.of(
          new Layer.Conv2d(8, 3, 1, true),
          new Layer.BatchNorm(1e-5f, 0.9f, true),
          new Layer.Flatten(),
          new Layer.Dense(40, true));

  @Test
  void everyTensorHasAStreamOfItsOwn() {
    Model model = model(Initializer.HE_NORMAL);

    Parameters parameters = InitialParameters.draw(model, 7);

    // conv2d1 has 2 tensors and batchNorm1 has 4 before the dense layer's weights.
    RandomStream stream = RandomStream.of(7, "parameters", 6);
    float first = (float) (Math.sqrt(2.0 / 200) * stream.nextNormal());
    assertThat(parameters.values("dense1.weight").get(0)).isEqualTo(first);
  }

  @Test
  void normalWeightsHaveTheStandardDeviationOfTheInitializer() {
    float[] weights =
        InitialParameters.draw(model(Initializer.HE_NORMAL), 1).toArray("dense1.weight");

    double variance =
        IntStream.range(0, weights.length).mapToDouble(i -> weights[i] * weights[i]).sum()
            / weights.length;
    assertThat(Math.sqrt(variance)).isEqualTo(Math.sqrt(2.0 / 200), within(0.003));
  }

  @Test
  void uniformWeightsStayWithinTheLimitOnBothSides() {
    Model model = model(new Initializer(Initializer.Scheme.GLOROT_UNIFORM, 1));
    float[] weights = InitialParameters.draw(model, 1).toArray("dense1.weight");

    double limit = Math.sqrt(6.0 / 240);
    double largest =
        IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).max().orElse(0);
    double least = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).min().orElse(0);
    assertThat(largest).isBetween(0.99 * limit, limit);
    assertThat(least).isBetween(-limit, -0.99 * limit);
  }

  @Test
  void zerosAreOfWeightsAndLeaveScalesAsTheyAre() {
    Parameters parameters = InitialParameters.draw(model(Initializer.ZEROS), 1);

    assertThat(parameters.toArray("conv2d1.weight")).containsOnly(0);
    assertThat(parameters.toArray("dense1.weight")).containsOnly(0);
    assertThat(parameters.toArray("batchNorm1.scale")).containsOnly(1);
  }

  @Test
  void biasesBeginAtZeroAndScalesAtOne() {
    Parameters parameters = InitialParameters.draw(model(Initializer.HE_NORMAL), 1);

    assertThat(parameters.toArray("dense1.bias")).containsOnly(0);
    assertThat(parameters.toArray("batchNorm1.scale")).containsOnly(1);
    assertThat(parameters.toArray("batchNorm1.runningVariance")).containsOnly(1);
  }

  @Test
  void aSeedGivesTheSameParametersAlways() {
    Model model = model(Initializer.HE_NORMAL);

    assertThat(InitialParameters.draw(model, 3)).isEqualTo(InitialParameters.draw(model, 3));
    assertThat(InitialParameters.draw(model, 3)).isNotEqualTo(InitialParameters.draw(model, 4));
  }

  private static Model model(Initializer initializer) {
    return Model.of("model", Shape.of(1, 5, 5), LAYERS, initializer);
  }
}
