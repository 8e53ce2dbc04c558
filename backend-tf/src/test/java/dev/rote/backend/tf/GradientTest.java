package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Layer;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.LocalResponseNormalization;
import org.tensorflow.types.TFloat32;

/**
 * Why some gradients are not left to TensorFlow: what its own would be, beside what is used. The
 * first half shall fail when TensorFlow has been mended, the second when we have broken ours.
 */
class GradientTest {
  private static final float RADIUS_1_ALPHA = 0.5f;
  private static final float BETA = 0.75f;
  private static final float[] PIXEL = {1, -2, 3};

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void localResponseOfTensorFlowHasAWrongGradientInSilence() {
    Placeholder<TFloat32> x = tf.placeholder(TFloat32.class);
    Operand<TFloat32> y =
        tf.nn.localResponseNormalization(
            x,
            LocalResponseNormalization.depthRadius(1L),
            LocalResponseNormalization.bias(1f),
            LocalResponseNormalization.alpha(RADIUS_1_ALPHA),
            LocalResponseNormalization.beta(BETA));
    Output<?>[] own = graph.addGradients("own", outputs(y), outputs(x), outputs(tf.onesLike(y)));

    float[] wrong = run(x, image(PIXEL), own[0]);

    float[] right = slopes();
    for (int c = 0; c < right.length; c++) {
      assertThat(wrong[c]).isNotCloseTo(right[c], within(0.05f * Math.abs(right[c])));
    }
  }

  @Test
  void localResponseHasTheGradientOfItsDefinition() {
    Placeholder<TFloat32> x = tf.placeholder(TFloat32.class);
    Signal signal = new Signal(x, Shape.of(3, 1, 1), false, true);
    var norm = new Layer.LocalResponseNormalization(1, 1, RADIUS_1_ALPHA, BETA);
    NetworkCopy copy =
        NetworkCopy.forEvaluation(graph, tf, new Variables(tf, Parameters.of(List.of(), Map.of())));
    Forward forward = new Normalizations(copy).localResponse(norm, signal);
    Operand<TFloat32> gradient =
        forward.backward().apply(tf.onesLike(forward.output().value())).orElseThrow();

    assertThat(run(x, image(PIXEL), gradient.asOutput())).containsExactly(slopes(), within(1e-3f));
  }

  /** Returns how the sum of the normalized pixel changes with each channel: differences. */
  private static float[] slopes() {
    float[] slopes = new float[PIXEL.length];
    double step = 1e-4;
    for (int c = 0; c < slopes.length; c++) {
      slopes[c] = (float) ((sum(c, step) - sum(c, -step)) / (2 * step));
    }
    return slopes;
  }

  private static double sum(int moved, double step) {
    double[] x = {PIXEL[0], PIXEL[1], PIXEL[2]};
    x[moved] += step;
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      double squares = 0;
      for (int j = Math.max(c - 1, 0); j <= Math.min(c + 1, x.length - 1); j++) {
        squares += x[j] * x[j];
      }
      sum += x[c] / Math.pow(1 + RADIUS_1_ALPHA * squares, BETA);
    }
    return sum;
  }

  @Test
  void crossEntropyOfIndicesHasNoGradientInTensorFlow() {
    Placeholder<TFloat32> x = tf.placeholder(TFloat32.class);
    Operand<TFloat32> loss =
        tf.scope()
            .opBuilder("SparseSoftmaxCrossEntropyWithLogits", "loss")
            .addInput(x.asOutput())
            .addInput(tf.constant(new int[] {0}).asOutput())
            .build()
            .output(0);

    assertThatThrownBy(
            () -> graph.addGradients("own", outputs(loss), outputs(x), outputs(tf.onesLike(loss))))
        .hasMessageContaining("No gradient defined for op");
  }

  private static TFloat32 image(float[] pixel) {
    return Tensors.floats(org.tensorflow.ndarray.Shape.of(1, 1, 1, pixel.length), pixel);
  }

  private float[] run(Placeholder<TFloat32> x, TFloat32 fed, Output<?> fetched) {
    try (Session session = new Session(graph);
        fed;
        Result result = session.runner().feed(x, fed).fetch(fetched).run()) {
      return Tensors.toArray(result.get(0));
    }
  }

  private static Output<?>[] outputs(Operand<?>... operands) {
    List<Output<?>> outputs = new ArrayList<>();
    List.of(operands).forEach(operand -> outputs.add(operand.asOutput()));
    return outputs.toArray(Output<?>[]::new);
  }
}
