package dev.rote.backend.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.backend.onnx.InstalledKernels;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a build has beyond the standard operators computes what these compute. */
@Tag("any-device")
class KernelsTest {
  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "rote");

  private final Kernels installed = InstalledKernels.here();

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "5, 1", "1, 2", "2, 2", "3, 2", "5, 3"})
  void rectifiedConvolutionsAndTheirGradientsAreThoseOfStandardOperators(int kernel, int stride)
      throws OrtException {
    int block = Math.max(installed.channelBlock(), 1);
    Layer.Conv2d conv = new Layer.Conv2d(2 * block, kernel, stride, true);
    List<Tensor> inputs =
        List.of(
            new Tensor("x", ElementType.FLOAT, 2 * block, 3 * block, 7, 6),
            new Tensor("kernel", ElementType.FLOAT, 2 * block, 3 * block, kernel, kernel),
            new Tensor("bias", ElementType.FLOAT, 2 * block));
    assertSame(inputs, KernelsTest::random, (tape, in) -> rectified(tape, conv, in), 2e-6f);
  }

  /** So many images and channels, and so large a kernel, that its gradient is made in parts. */
  @Test
  void gradientsOfLargeKernelsAreThoseOfStandardOperators() throws OrtException {
    Layer.Conv2d conv = new Layer.Conv2d(4, 5, 1, true);
    List<Tensor> inputs =
        List.of(
            new Tensor("x", ElementType.FLOAT, 16, 16, 6, 7),
            new Tensor("kernel", ElementType.FLOAT, 4, 16, 5, 5),
            new Tensor("bias", ElementType.FLOAT, 4));
    assertSame(inputs, KernelsTest::random, (tape, in) -> rectified(tape, conv, in), 2e-6f);
  }

  private static Tensor rectified(Tape tape, Layer.Conv2d conv, List<Tensor> in) {
    return Rectifier.apply(
        tape, Convolution.apply(tape, in.get(0), conv, in.get(1), Optional.of(in.get(2))));
  }

  static List<Arguments> pools() {
    List<Arguments> pools = new ArrayList<>();
    for (int size = 1; size <= 4; size++) {
      for (int stride = 1; stride <= size; stride++) {
        for (int extent = 1; extent <= 8; extent++) {
          pools.add(Arguments.of(new Layer.MaxPool(size, stride), extent, 9 - extent));
        }
      }
    }
    return pools;
  }

  /** Most windows have several maxima, of either sign. Sums of integers are exact. */
  @ParameterizedTest
  @MethodSource("pools")
  void gradientsOfMaxPoolsGoToTheFirstMaximum(Layer.MaxPool pool, int height, int width)
      throws OrtException {
    List<Tensor> inputs = List.of(new Tensor("x", ElementType.FLOAT, 3, 2, height, width));
    Model model = pooled(Shape.of(2, height, width), pool);
    assertSame(inputs, KernelsTest::ties, (tape, in) -> network(tape, model, in.getFirst()), 0);
  }

  @Test
  void layersAroundMaxPoolsComputeTheSameInAnyLayout() throws OrtException {
    List<Tensor> inputs = List.of(new Tensor("x", ElementType.FLOAT, 3, 6, 9, 8));
    Layer norm = new Layer.LocalResponseNormalization(2, 1.5f, 0.3f, 0.75f);
    Layer.MaxPool pool = new Layer.MaxPool(3, 2);
    Model model =
        pooled(Shape.of(6, 9, 8), new Layer.Relu(), pool, norm, new Layer.Relu(), pool, norm, pool);
    assertSame(
        inputs, KernelsTest::random, (tape, in) -> network(tape, model, in.getFirst()), 2e-6f);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16, 24})
  void firstLayersComputeTheSameForAFewImagesAtATime(int count) throws OrtException {
    Model model =
        pooled(
            Shape.of(2, 7, 6),
            new Layer.Conv2d(4, 3, 1, true),
            new Layer.Relu(),
            new Layer.MaxPool(3, 2),
            new Layer.LocalResponseNormalization(1, 1.5f, 0.3f, 0.75f),
            new Layer.Conv2d(3, 3, 1, true));
    List<Tensor> parameters = Variable.parameters(model).stream().map(Variable::tensor).toList();
    Tensor like = new Tensor("images", ElementType.FLOAT, count, 2, 7, 6);
    float[] images = random(like, 20);
    assertSame(
        parameters,
        KernelsTest::random,
        (tape, in) ->
            new NetworkCompiler(
                    tape,
                    in.stream().collect(Collectors.toMap(Tensor::name, parameter -> parameter)),
                    Optional.of(Map.of()))
                .compileInPortions(model.nodes(), tape.graph().floats(images, like.shape())),
        2e-6f);
  }

  /** A model of these layers and what every model ends with. */
  private static Model pooled(Shape input, Layer... body) {
    List<Layer> layers = new ArrayList<>(List.of(body));
    layers.addAll(List.of(new Layer.Flatten(), new Layer.Dense(2, false)));
    return Model.of("pooled", input, layers, Initializer.HE_NORMAL);
  }

  /** All layers of the model but the last two. */
  private static Tensor network(Tape tape, Model model, Tensor x) {
    List<LayerNode> nodes = model.nodes().subList(0, model.nodes().size() - 2);
    return new NetworkCompiler(tape, Map.of(), Optional.of(Map.of())).compile(nodes, x);
  }

  /** An operator of some inputs. */
  private interface Operator {
    Tensor apply(Tape tape, List<Tensor> inputs);
  }

  /** Values for a tensor. */
  private interface Values {
    float[] of(Tensor like, int seed);
  }

  private void assertSame(List<Tensor> inputs, Values values, Operator operator, float tolerance)
      throws OrtException {
    assumeTrue(
        !installed.equals(Kernels.STANDARD), "this build has nothing but standard operators");
    Map<String, float[]> standard = run(Kernels.STANDARD, inputs, values, operator);
    Map<String, float[]> fast = run(installed, inputs, values, operator);
    standard.forEach((name, expected) ->
        assertThat(fast.get(name))
            .as(name)
            .containsExactly(expected, within(tolerance * largest(expected))));
  }

  private static Map<String, float[]> run(
      Kernels kernels, List<Tensor> inputs, Values values, Operator operator) throws OrtException {
    Graph graph = new Graph("operator", "", kernels);
    Tape tape = new Tape(graph);
    inputs.forEach(graph::input);
    inputs.forEach(tape::want);
    Tensor y = operator.apply(tape, inputs);
    tape.backward(y, graph.floats(values.of(y, 9), y.shape()));
    graph.output(y, "y");
    inputs.forEach(input -> graph.output(tape.gradient(input).value(), "d" + input.name()));
    Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
    for (Tensor input : inputs) {
      FloatBuffer fed = FloatBuffer.wrap(values.of(input, 1 + feeds.size()));
      feeds.put(input.name(), OnnxTensor.createTensor(ENVIRONMENT, fed, input.shape()));
    }
    byte[] model = Graphs.model(graph.toProto(), kernels).toByteArray();
    try (OrtSession session = ENVIRONMENT.createSession(model);
        OrtSession.Result result = session.run(feeds)) {
      Map<String, float[]> outputs = new LinkedHashMap<>();
      result.forEach(output -> outputs.put(output.getKey(), array((OnnxTensor) output.getValue())));
      return outputs;
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static float[] array(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] array = new float[buffer.remaining()];
    buffer.get(array);
    return array;
  }

  private static float[] random(Tensor like, int seed) {
    Random random = new Random(seed);
    float[] values = new float[(int) like.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Few different integers. */
  private static float[] ties(Tensor like, int seed) {
    Random random = new Random(seed);
    float[] values = new float[(int) like.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) - 3;
    }
    return values;
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
