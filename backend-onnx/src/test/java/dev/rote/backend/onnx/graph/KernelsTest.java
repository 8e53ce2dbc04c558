package dev.rote.backend.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Layer;
import dev.rote.backend.onnx.InstalledKernels;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assumeTrue(
        !installed.equals(Kernels.STANDARD), "this build has nothing but standard operators");
    int block = Math.max(installed.channelBlock(), 1);
    Layer.Conv2d conv = new Layer.Conv2d(2 * block, kernel, stride, true);
    List<Tensor> inputs =
        List.of(
            new Tensor("x", ElementType.FLOAT, 2 * block, 3 * block, 7, 6),
            new Tensor("kernel", ElementType.FLOAT, 2 * block, 3 * block, kernel, kernel),
            new Tensor("bias", ElementType.FLOAT, 2 * block));
    Map<String, float[]> standard = run(Kernels.STANDARD, conv, inputs);
    Map<String, float[]> fast = run(installed, conv, inputs);
    standard.forEach((name, values) ->
        assertThat(fast.get(name))
            .as(name)
            .containsExactly(values, within(2e-6f * largest(values))));
  }

  private static Map<String, float[]> run(Kernels kernels, Layer.Conv2d conv, List<Tensor> inputs)
      throws OrtException {
    Graph graph = new Graph("convolution", "", kernels);
    Tape tape = new Tape(graph);
    inputs.forEach(graph::input);
    inputs.forEach(tape::want);
    Tensor z =
        Convolution.apply(tape, inputs.get(0), conv, inputs.get(1), Optional.of(inputs.get(2)));
    Tensor y = Rectifier.apply(tape, z);
    tape.backward(y, graph.floats(random(y, 9), y.shape()));
    graph.output(y, "y");
    inputs.forEach(input -> graph.output(tape.gradient(input).value(), "d" + input.name()));
    Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
    for (Tensor input : inputs) {
      FloatBuffer values = FloatBuffer.wrap(random(input, 1 + feeds.size()));
      feeds.put(input.name(), OnnxTensor.createTensor(ENVIRONMENT, values, input.shape()));
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

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
