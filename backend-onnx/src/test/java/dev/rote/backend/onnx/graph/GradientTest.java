package dev.rote.backend.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.backend.onnx.InstalledKernels;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator's gradient against finite differences: that of a weighted sum of its outputs with
 * respect to every element of every input.
 */
@Tag("any-device")
class GradientTest {
  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "rote");

  /** What the build of this run of the tests has: each of its operators takes its turn. */
  private static final Kernels KERNELS = InstalledKernels.here();

  /** Small enough for curved operators, large enough for float32. */
  private static final float STEP = 0.01f;

  /** An operator of some inputs. */
  private interface Operator {
    Tensor apply(Tape tape, List<Tensor> inputs);
  }

  /** An operator and the shapes of its inputs. */
  private record Case(String name, List<long[]> shapes, Operator operator) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> operators() {
    List<Case> cases = new ArrayList<>();
    cases.add(
        new Case(
            "affine",
            List.of(shape(3, 4), shape(4, 5), shape(5)),
            (tape, in) -> Affine.apply(tape, in.get(0), in.get(1), Optional.of(in.get(2)))));
    cases.add(
        new Case(
            "rectifier", List.of(shape(3, 7)), (tape, in) -> Rectifier.apply(tape, in.get(0))));
    cases.add(
        new Case(
            "cross-entropy",
            List.of(shape(3, 4)),
            (tape, in) -> CrossEntropy.apply(tape, in.get(0), tape.graph().integers(2, 0, 3))));
    cases.add(
        new Case(
            "squared loss",
            List.of(shape(3, 4)),
            (tape, in) -> SquaredLoss.apply(tape, in.get(0), tape.graph().integers(2, 0, 3))));
    cases.add(
        new Case(
            "flatten",
            List.of(shape(2, 2, 2, 3)),
            (tape, in) -> Structure.flatten(tape, in.get(0), 12)));
    cases.add(
        new Case(
            "sum of a tensor with itself and another",
            List.of(shape(2, 3), shape(2, 3)),
            (tape, in) ->
                Structure.add(tape, Structure.add(tape, in.get(0), in.get(1)), in.get(0))));
    cases.add(
        new Case(
            "mask",
            List.of(shape(2, 3)),
            (tape, in) ->
                Structure.mask(
                    tape, in.get(0), tape.graph().floats(new float[] {0, 2, 2, 0, 2, 0}, 2, 3))));
    cases.add(
        new Case(
            "concatenation of channels",
            List.of(shape(2, 1, 2, 2), shape(2, 3, 2, 2)),
            (tape, in) -> Structure.concatenate(tape, in, 1)));
    cases.add(
        new Case(
            "concatenation of images",
            List.of(shape(1, 3, 2, 2), shape(2, 3, 2, 2)),
            (tape, in) -> Structure.concatenate(tape, in, 0)));
    cases.add(
        new Case(
            "mean pool", List.of(shape(2, 3, 3, 2)), (tape, in) -> Pooling.mean(tape, in.get(0))));
    for (int stride = 1; stride <= 3; stride++) {
      Layer.MaxPool pool = new Layer.MaxPool(3, stride);
      cases.add(
          new Case(
              pool.toString(),
              List.of(shape(2, 2, 5, 4)),
              (tape, in) -> Pooling.max(tape, in.get(0), pool)));
    }
    for (int kernel : new int[] {1, 2, 3, 5}) {
      for (int stride : new int[] {1, 2, 3}) {
        Layer.Conv2d conv = new Layer.Conv2d(3, kernel, stride, true);
        cases.add(
            new Case(
                conv.toString(),
                List.of(shape(2, 2, 5, 4), shape(3, 2, kernel, kernel), shape(3)),
                (tape, in) ->
                    Convolution.apply(tape, in.get(0), conv, in.get(1), Optional.of(in.get(2)))));
      }
    }
    if (Strategy.of(KERNELS).maxPools() == Strategy.MaxPools.CHANNELS_LAST) {
      cases.addAll(channelsLast());
    }
    for (float beta : new float[] {0.75f, 0.5f, 1.25f}) {
      Layer.LocalResponseNormalization norm =
          new Layer.LocalResponseNormalization(1, 1.5f, 0.4f, beta);
      cases.add(
          new Case(
              norm.toString(),
              List.of(shape(2, 4, 2, 2)),
              (tape, in) -> LocalResponse.apply(tape, in.get(0), norm)));
      cases.add(
          new Case(
              norm + " with channels last",
              List.of(shape(2, 2, 2, 4)),
              (tape, in) -> LocalResponse.applyChannelsLast(tape, in.get(0), norm)));
    }
    for (long[] x : List.of(shape(4, 3), shape(2, 3, 2, 2))) {
      for (boolean scale : new boolean[] {true, false}) {
        Layer.BatchNorm norm = new Layer.BatchNorm(0.01f, 0.9f, scale);
        cases.add(
            new Case(
                norm + " of rank " + x.length,
                scale ? List.of(x, shape(3), shape(3)) : List.of(x, shape(3)),
                (tape, in) -> batchNorm(tape, norm, in)));
      }
    }
    return cases;
  }

  private static List<Case> channelsLast() {
    List<Case> cases = new ArrayList<>();
    for (int size = 2; size <= 3; size++) {
      for (int stride = 1; stride <= size; stride++) {
        Layer.MaxPool pool = new Layer.MaxPool(size, stride);
        Model model =
            Model.of(
                "pooled",
                Shape.of(2, 5, 4),
                List.of(new Layer.Relu(), pool, new Layer.Flatten(), new Layer.Dense(2, false)),
                Initializer.HE_NORMAL);
        cases.add(
            new Case(
                "rectified " + pool + " with channels last",
                List.of(shape(2, 2, 5, 4)),
                (tape, in) ->
                    ChannelsLast.from(tape, model.nodes().subList(0, 2), in.get(0))
                        .apply(in.get(0))));
      }
    }
    return cases;
  }

  private static Tensor batchNorm(Tape tape, Layer.BatchNorm norm, List<Tensor> in) {
    Tensor zeros = tape.graph().floats(new float[3], 3);
    Optional<Tensor> scale = norm.scale() ? Optional.of(in.get(2)) : Optional.empty();
    return BatchNormalization.train(
            tape, in.get(0), norm, new BatchNormalization.Variables(scale, in.get(1), zeros, zeros))
        .y();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void gradientIsTheSlope(Case operator) throws OrtException {
    Graph graph = new Graph("gradient", "", KERNELS);
    Tape tape = new Tape(graph);
    List<Tensor> inputs = new ArrayList<>();
    List<float[]> values = new ArrayList<>();
    for (long[] shape : operator.shapes()) {
      Tensor input = graph.input(new Tensor("input" + inputs.size(), ElementType.FLOAT, shape));
      tape.want(input);
      values.add(distinct((int) input.size(), inputs.size()));
      inputs.add(input);
    }
    Tensor y = operator.operator().apply(tape, inputs);
    float[] weights = weights((int) y.size());
    tape.backward(y, graph.floats(weights, y.shape()));
    graph.output(y, "y");
    for (Tensor input : inputs) {
      // A node of its own: one tensor may be the gradient of two inputs.
      graph.output(graph.unary("Identity", tape.gradient(input).value()), "d" + input.name());
    }
    ModelProto model = Graphs.model(graph.toProto(), KERNELS);
    try (OrtSession session = ENVIRONMENT.createSession(model.toByteArray())) {
      for (int i = 0; i < inputs.size(); i++) {
        float[] gradient = run(session, inputs, values, "d" + inputs.get(i).name());
        for (int element = 0; element < gradient.length; element++) {
          double slope = slope(session, inputs, values, i, element, weights);
          assertThat((double) gradient[element])
              .as("gradient of %s at %d", inputs.get(i).name(), element)
              .isCloseTo(slope, within(2e-3 * Math.max(1, Math.abs(slope))));
        }
      }
    }
  }

  private static double slope(
      OrtSession session,
      List<Tensor> inputs,
      List<float[]> values,
      int input,
      int element,
      float[] weights)
      throws OrtException {
    float[] changed = values.get(input);
    float original = changed[element];
    changed[element] = original + STEP;
    double above = weighted(run(session, inputs, values, "y"), weights);
    float up = changed[element];
    changed[element] = original - STEP;
    double below = weighted(run(session, inputs, values, "y"), weights);
    float down = changed[element];
    changed[element] = original;
    return (above - below) / ((double) up - down);
  }

  private static double weighted(float[] y, float[] weights) {
    return IntStream.range(0, y.length).mapToDouble(i -> (double) y[i] * weights[i]).sum();
  }

  private static float[] run(
      OrtSession session, List<Tensor> inputs, List<float[]> values, String output)
      throws OrtException {
    Map<String, OnnxTensor> feeds = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      feeds.put(
          inputs.get(i).name(),
          OnnxTensor.createTensor(
              ENVIRONMENT, FloatBuffer.wrap(values.get(i)), inputs.get(i).shape()));
    }
    try (OrtSession.Result result = session.run(feeds)) {
      FloatBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
      float[] array = new float[buffer.remaining()];
      buffer.get(array);
      return array;
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  /** Values around 0, no two nearer to each other, and none to 0, than two steps. */
  private static float[] distinct(int count, int seed) {
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add((i - count / 2 + 0.5f) * 4 * STEP);
    }
    Collections.shuffle(values, new Random(seed));
    float[] result = new float[count];
    for (int i = 0; i < count; i++) {
      result[i] = values.get(i);
    }
    return result;
  }

  private static float[] weights(int count) {
    Random random = new Random(17);
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return weights;
  }

  private static long[] shape(long... extents) {
    return extents;
  }
}
