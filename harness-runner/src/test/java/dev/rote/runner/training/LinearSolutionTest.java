package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import dev.rote.runner.result.MinimumNorm;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two images in three dimensions, whose solution is known: one weight each. */
class LinearSolutionTest {
  private static final Shape SHAPE = Shape.of(3, 1, 1);
  private static final Examples TRAIN = examples(new float[] {2, 0, 0, 0, 4, 0}, 0, 1);
  private static final Examples TEST = examples(new float[] {1, 0, 9, 0, 1, 9, 3, 1, 0}, 0, 1, 1);

  @Test
  void theSmallestWeightsThatFitAreTheSolution() {
    MinimumNorm compared = compare(0.5f, 0, 0, 0, 0.25f, 0);

    assertThat(compared.minimumNorm()).isCloseTo(Math.hypot(0.5, 0.25), within(1e-12));
    assertThat(compared.norm()).isCloseTo(compared.minimumNorm(), within(1e-12));
    assertThat(compared.distance()).isZero();
    assertThat(compared.outsideSpan()).isZero();
    assertThat(compared.testAccuracy()).hasValue(2.0 / 3);
  }

  @Test
  void weightsThatFitAsWellAreOutsideOfTheSpan() {
    MinimumNorm compared = compare(0.5f, 0, 3, 0, 0.25f, 0);

    assertThat(compared.norm()).isCloseTo(Math.sqrt(0.25 + 9 + 0.0625), within(1e-12));
    assertThat(compared.distance()).isCloseTo(3 / Math.hypot(0.5, 0.25), within(1e-12));
    assertThat(compared.outsideSpan()).isCloseTo(3 / compared.norm(), within(1e-12));
  }

  @Test
  void weightsOnTheWayAreWithinIt() {
    MinimumNorm compared = compare(0.1f, 0.2f, 0, -0.1f, 0.1f, 0);

    assertThat(compared.outsideSpan()).isCloseTo(0, within(1e-12));
    assertThat(compared.distance()).isPositive();
  }

  @Test
  void weightsOfZeroAreNowhereOutside() {
    MinimumNorm compared = compare(0, 0, 0, 0, 0, 0);

    assertThat(compared.outsideSpan()).isZero();
    assertThat(compared.distance()).isCloseTo(1, within(1e-12));
  }

  @Test
  void withoutATestSetThereIsNoAccuracy() {
    LinearSolution solution = LinearSolution.of(TRAIN, 2).orElseThrow();

    assertThat(solution.compare(weights(0, 0, 0, 0, 0, 0), examples(new float[0])).testAccuracy())
        .isEmpty();
  }

  @Test
  void noSolutionIsDeterminedByImagesThatAreTheSameOrMoreThanInputs() {
    Examples same = examples(new float[] {1, 2, 3, 1, 2, 3}, 0, 1);
    Examples four = examples(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1}, 0, 1, 0, 1);

    assertThat(LinearSolution.of(same, 2)).isEmpty();
    assertThat(LinearSolution.of(four, 2)).isEmpty();
  }

  @Test
  void aModelWithABiasAnotherLayerOrDrawnWeightsHasNone() {
    assertThat(LinearSolution.isOf(model(Initializer.ZEROS, new Layer.Dense(2, false)))).isTrue();
    assertThat(LinearSolution.isOf(model(Initializer.ZEROS, new Layer.Dense(2, true)))).isFalse();
    assertThat(LinearSolution.isOf(model(Initializer.HE_NORMAL, new Layer.Dense(2, false))))
        .isFalse();
    assertThat(
            LinearSolution.isOf(
                model(Initializer.ZEROS, new Layer.Relu(), new Layer.Dense(2, false))))
        .isFalse();
  }

  private static MinimumNorm compare(float... weights) {
    return LinearSolution.of(TRAIN, 2).orElseThrow().compare(weights(weights), TEST);
  }

  private static Parameters weights(float... values) {
    Model model = model(Initializer.ZEROS, new Layer.Dense(2, false));
    return Parameters.of(model.parameters(), Map.of(model.parameters().getFirst().name(), values));
  }

  private static Model model(Initializer initializer, Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(new Layer.Flatten()));
    all.addAll(List.of(layers));
    return Model.of("linear", SHAPE, all, initializer);
  }

  private static Examples examples(float[] values, int... classes) {
    FloatBuffer pixels = DirectBuffers.floats(values.length);
    pixels.put(0, values);
    IntBuffer labels = DirectBuffers.ints(classes.length);
    labels.put(0, classes);
    return new Examples(new Images(classes.length, SHAPE, pixels), labels);
  }
}
