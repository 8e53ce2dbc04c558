package dev.rote.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Images;
import dev.rote.api.Layer;
import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.Padding;
import dev.rote.api.Shape;
import dev.rote.testkit.scenario.Draw;
import dev.rote.testkit.scenario.Models;
import dev.rote.testkit.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What layers compute, against loops over their definition. */
class ForwardTest {
  private static final float TOLERANCE = 1e-5f;

  /** A convolution of two channels with it leaves them as they are. */
  private static final Map<String, float[]> IDENTITY =
      Map.of("conv2d1.weight", new float[] {1, 0, 0, 1});

  static Stream<Arguments> windows() {
    List<Arguments> windows = new ArrayList<>();
    for (DeviceKind device : List.of(DeviceKind.CPU, DeviceKind.ONEDNN)) {
      for (int[] size : new int[][] {{6, 6}, {7, 7}, {6, 7}, {1, 2}}) {
        for (int window = 1; window <= 5; window++) {
          for (int stride = 1; stride <= Math.min(window, 3); stride++) {
            windows.add(Arguments.of(device, Shape.of(2, size[0], size[1]), window, stride));
          }
        }
      }
    }
    return windows.stream();
  }

  @ParameterizedTest(name = "{0} {1} window {2} stride {3}")
  @MethodSource("windows")
  void maxPoolTakesTheMaximumOfEveryWindow(DeviceKind device, Shape image, int window, int stride) {
    // The 1x1 convolution makes oneDNN's order in memory reach the max-pool; it exchanges nothing.
    Model model =
        Models.of(
            image,
            new Layer.Conv2d(2, 1, 1, false),
            new Layer.MaxPool(window, stride),
            new Layer.Flatten());
    Images images = Draw.images(image, 2, 7);

    assertThat(predict(device, asked(model, images).from(IDENTITY)))
        .containsExactly(maxPool(images, window, stride));
  }

  @ParameterizedTest(name = "{0} {1} window {2} stride {3}")
  @MethodSource("windows")
  void convolutionPadsWithZeros(DeviceKind device, Shape image, int window, int stride) {
    Model model = Models.of(image, new Layer.Conv2d(3, window, stride, true), new Layer.Flatten());
    Scenario scenario = asked(model, Draw.images(image, 2, 7));

    assertThat(predict(device, scenario))
        .containsExactly(
            convolution(
                scenario.questions(),
                scenario.initial().toArray("conv2d1.weight"),
                scenario.initial().toArray("conv2d1.bias"),
                window,
                stride),
            within(TOLERANCE));
  }

  static Stream<Arguments> localResponses() {
    return Stream.of(DeviceKind.CPU, DeviceKind.ONEDNN)
        .flatMap(device ->
            Stream.of(
                Arguments.of(device, new Layer.LocalResponseNormalization(4, 1, 0.001f / 9, 0.75f)),
                Arguments.of(device, new Layer.LocalResponseNormalization(0, 2, 0.5f, 0.75f)),
                Arguments.of(device, new Layer.LocalResponseNormalization(2, 1.5f, 1, 0.6f))));
  }

  @ParameterizedTest
  @MethodSource("localResponses")
  void localResponseNormalizationSumsOverNeighbouringChannels(
      DeviceKind device, Layer.LocalResponseNormalization norm) {
    Model model = Models.of(Shape.of(7, 2, 3), norm, new Layer.Flatten());
    Images images = Draw.images(model.input(), 2, 7);

    assertThat(predict(device, asked(model, images)))
        .containsExactly(localResponse(images, norm), within(TOLERANCE));
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void flattenGoesThroughChannelsThenRowsThenColumns(DeviceKind device) {
    Model model =
        Models.of(Shape.of(2, 3, 3), new Layer.Conv2d(2, 1, 1, false), new Layer.Flatten());
    float[] values = new float[18];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }

    assertThat(predict(device, asked(model, image(model, values)).from(IDENTITY)))
        .containsExactly(values);
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void concatAndResidualJoinBranches(DeviceKind device) {
    Layer twice = new Layer.Residual(List.of(new Layer.Relu()), List.of());
    Model model =
        Models.of(
            Shape.of(1, 1, 2),
            new Layer.Concat(List.of(List.of(), List.of(twice))),
            new Layer.Flatten());

    assertThat(predict(device, asked(model, image(model, -3, 5)))).containsExactly(-3, 5, -3, 10);
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void globalMeanPoolAveragesEachChannel(DeviceKind device) {
    Model model = Models.of(Shape.of(2, 2, 2), new Layer.GlobalMeanPool());
    Images image = image(model, 1, 2, 3, 6, 0, 0, 4, 0);

    assertThat(predict(device, asked(model, image))).containsExactly(3, 1);
  }

  private static Images image(Model model, float... pixels) {
    return new Images(1, model.input(), DirectBuffers.floats(pixels));
  }

  /** Nothing but predictions. */
  private static Scenario asked(Model model, Images questions) {
    return new Scenario(
        model,
        2,
        Loss.CROSS_ENTROPY,
        Scenario.PLAIN,
        Draw.parameters(model, Scenario.SEED),
        List.of(),
        questions);
  }

  private static float[] predict(DeviceKind device, Scenario scenario) {
    List<Float> logits = scenario.run(new DjlBackend(), Device.first(device), 1).logits();
    float[] values = new float[logits.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = logits.get(i);
    }
    return values;
  }

  private static float[] maxPool(Images images, int window, int stride) {
    Shape shape = images.shape();
    Padding rows = Padding.same(shape.get(1), window, stride);
    Padding columns = Padding.same(shape.get(2), window, stride);
    float[] result = new float[images.count() * shape.get(0) * rows.output() * columns.output()];
    int next = 0;
    for (int plane = 0; plane < images.count() * shape.get(0); plane++) {
      for (int row = 0; row < rows.output(); row++) {
        for (int column = 0; column < columns.output(); column++) {
          float maximum = Float.NEGATIVE_INFINITY;
          for (int i = 0; i < window; i++) {
            for (int j = 0; j < window; j++) {
              int y = row * stride + i - rows.before();
              int x = column * stride + j - columns.before();
              if (y >= 0 && y < shape.get(1) && x >= 0 && x < shape.get(2)) {
                int index = (plane * shape.get(1) + y) * shape.get(2) + x;
                maximum = Math.max(maximum, images.values().get(index));
              }
            }
          }
          result[next++] = maximum;
        }
      }
    }
    return result;
  }

  private static float[] convolution(
      Images images, float[] kernel, float[] bias, int window, int stride) {
    Shape shape = images.shape();
    Padding rows = Padding.same(shape.get(1), window, stride);
    Padding columns = Padding.same(shape.get(2), window, stride);
    float[] result = new float[images.count() * bias.length * rows.output() * columns.output()];
    int next = 0;
    for (int n = 0; n < images.count(); n++) {
      for (int filter = 0; filter < bias.length; filter++) {
        for (int row = 0; row < rows.output(); row++) {
          for (int column = 0; column < columns.output(); column++) {
            double sum = bias[filter];
            for (int c = 0; c < shape.get(0); c++) {
              for (int i = 0; i < window; i++) {
                for (int j = 0; j < window; j++) {
                  int y = row * stride + i - rows.before();
                  int x = column * stride + j - columns.before();
                  if (y >= 0 && y < shape.get(1) && x >= 0 && x < shape.get(2)) {
                    int plane = n * shape.get(0) + c;
                    sum +=
                        images.values().get((plane * shape.get(1) + y) * shape.get(2) + x)
                            * (double)
                                kernel[((filter * shape.get(0) + c) * window + i) * window + j];
                  }
                }
              }
            }
            result[next++] = (float) sum;
          }
        }
      }
    }
    return result;
  }

  private static float[] localResponse(Images images, Layer.LocalResponseNormalization norm) {
    int channels = images.shape().get(0);
    int pixels = images.shape().get(1) * images.shape().get(2);
    float[] result = new float[images.values().capacity()];
    for (int i = 0; i < result.length; i++) {
      int channel = i / pixels % channels;
      double sum = 0;
      int last = Math.min(channel + norm.radius(), channels - 1);
      for (int c = Math.max(channel - norm.radius(), 0); c <= last; c++) {
        double x = images.values().get(i + (c - channel) * pixels);
        sum += x * x;
      }
      result[i] =
          (float)
              (images.values().get(i) / Math.pow(norm.bias() + norm.alpha() * sum, norm.beta()));
    }
    return result;
  }
}
