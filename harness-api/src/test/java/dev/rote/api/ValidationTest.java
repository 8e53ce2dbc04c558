package dev.rote.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vocabulary refuses what no experiment can mean, in a sentence with the value in it. */
class ValidationTest {
  private static final Shape IMAGE = Shape.of(3, 2, 2);

  static Stream<Arguments> refused() {
    return Stream.of(
        refused(
            "the units of a dense layer is 0, allowed is 1 or more",
            () -> new Layer.Dense(0, true)),
        refused(
            "the filters of a convolution is 0, allowed is 1 or more",
            () -> new Layer.Conv2d(0, 3, 1, true)),
        refused(
            "the kernel of a convolution is -3, allowed is 1 or more",
            () -> new Layer.Conv2d(8, -3, 1, true)),
        refused(
            "the stride of a convolution is 0, allowed is 1 or more",
            () -> new Layer.Conv2d(8, 3, 0, true)),
        refused("the size of a max-pool is 0, allowed is 1 or more", () -> new Layer.MaxPool(0, 1)),
        refused(
            "the stride of a max-pool is 0, allowed is 1 or more", () -> new Layer.MaxPool(3, 0)),
        refused(
            "the stride of a max-pool is 4, allowed is 1 to its size, 3",
            () -> new Layer.MaxPool(3, 4)),
        refused(
            "the radius is -1, allowed is 0 or more",
            () -> new Layer.LocalResponseNormalization(-1, 1, 0, 1)),
        refused(
            "the bias of a local response normalization is 0.0, allowed is more than 0",
            () -> new Layer.LocalResponseNormalization(4, 0, 0, 1)),
        refused(
            "the alpha is -1.0, allowed is 0 or more",
            () -> new Layer.LocalResponseNormalization(4, 1, -1, 1)),
        refused(
            "the beta of a local response normalization is NaN, allowed is more than 0",
            () -> new Layer.LocalResponseNormalization(4, 1, 0, Float.NaN)),
        refused(
            "the epsilon of a batch norm is 0.0, allowed is more than 0",
            () -> new Layer.BatchNorm(0, 0.9f, true)),
        refused(
            "the decay of a batch norm is 1.0, allowed is 0 or more and less than 1",
            () -> new Layer.BatchNorm(1e-5f, 1, true)),
        refused(
            "the rate of a dropout is 1.0, allowed is 0 or more and less than 1",
            () -> new Layer.Dropout(1)),
        refused(
            "a concat has 1 branches, allowed is 2 or more",
            () -> new Layer.Concat(List.of(List.of()))),
        refused(
            "the body of a residual is empty",
            () -> new Layer.Residual(List.of(), List.of(new Layer.Relu()))),
        refused("a shape needs at least one dimension", Shape::of),
        refused("the shape [3, 0] has the extent 0, allowed is 1 or more", () -> Shape.of(3, 0)),
        refused(
            "the gain is 0.0, allowed is more than 0",
            () -> new Initializer(Initializer.Scheme.HE_NORMAL, 0)),
        refused(
            "the gain of zeros is 2.0, allowed is 1: it changes nothing",
            () -> new Initializer(Initializer.Scheme.ZEROS, 2)),
        refused("momentum is 1.0, allowed is 0 or more and less than 1", () -> new Sgd(1, 0)),
        refused(
            "nesterov is true and the momentum 0, which is the same as false: set a momentum of more than 0, or nesterov to false",
            () -> new Sgd(0, true, 0)),
        refused("weightDecay is -1.0, allowed is 0 or more", () -> new Sgd(0.9f, -1)),
        refused("ordinal is -1, allowed is 0 or more", () -> new Device(DeviceKind.CUDA, -1)),
        refused(
            "ordinal is 1, but there is only one onednn device, 0",
            () -> new Device(DeviceKind.ONEDNN, 1)),
        refused(
            "2 images of [3, 2, 2] are 24 values, but the buffer has 23",
            () -> new Images(2, IMAGE, FloatBuffer.allocate(23))),
        refused(
            "there are 2 images, but 3 labels",
            () ->
                new Examples(
                    new Images(2, IMAGE, FloatBuffer.allocate(24)), IntBuffer.allocate(3))),
        refused(
            "steps is 0, allowed is 1 or more",
            () -> new Batches(0, 4, IntBuffer.allocate(0), DropoutMasks.NONE)),
        refused(
            "3 steps of 4 examples need 12 indices, but there are 8",
            () -> new Batches(3, 4, IntBuffer.allocate(8), DropoutMasks.NONE)),
        refused("framework is blank", () -> new Availability.Available(" ", "")),
        refused("reason is blank", () -> new Availability.Unavailable("")),
        refused("threads is 0, allowed is 1 or more", () -> plan(0, 4)),
        refused("batchSize is 0, allowed is 1 or more", () -> plan(1, 0)));
  }

  private static Arguments refused(String sentence, ThrowingCallable construction) {
    return arguments(sentence, construction);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String sentence, ThrowingCallable construction) {
    assertThatThrownBy(construction)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void allowsTheEdgesOfItsRanges() {
    assertThatCode(
            () -> {
              new Layer.MaxPool(3, 3);
              new Layer.LocalResponseNormalization(0, 1, 0, 1);
              new Layer.BatchNorm(Float.MIN_VALUE, 0, false);
              new Layer.Dropout(0);
              new Sgd(0, 0);
              new Device(DeviceKind.CUDA, 7);
              plan(1, 1);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aPlanThatSaysNothingOfItsLossHasTheCrossEntropy() {
    assertThat(plan(1, 4).loss()).isEqualTo(Loss.CROSS_ENTROPY);
  }

  private static TrainingPlan plan(int threads, int batchSize) {
    return new TrainingPlan(
        PaperModels.mlp(1), Device.first(DeviceKind.CPU), threads, batchSize, new Sgd(0, 0));
  }

  @Test
  void copiesWhatItIsGiven() {
    List<Layer> branch = new ArrayList<>(List.of(new Layer.Relu()));
    Layer.Concat concat = new Layer.Concat(List.of(branch, List.of()));
    branch.clear();

    assertThat(concat.branches()).containsExactly(List.of(new Layer.Relu()), List.of());
  }

  @Test
  void slicesImagesWithoutCopying() {
    FloatBuffer values = FloatBuffer.allocate(3 * 12);
    Images images = new Images(3, IMAGE, values);
    values.put(12, 42);

    Images second = images.slice(1, 1);

    assertThat(second.values().get(0)).isEqualTo(42);
    assertThat(second.values().isReadOnly()).isTrue();
  }

  @Test
  void cutsTheIndicesOfAStepOutOfItsBatches() {
    Batches batches =
        new Batches(2, 3, IntBuffer.wrap(new int[] {5, 1, 4, 0, 2, 3}), DropoutMasks.NONE);

    assertThat(batches.step(1)).isEqualTo(IntBuffer.wrap(new int[] {0, 2, 3}));
  }

  @Test
  void hasNoMaskWhereNoneWasPlanned() {
    LayerNode dropout =
        Model.of(
                "net",
                IMAGE,
                List.of(new Layer.Dropout(0.5f), new Layer.Flatten(), new Layer.Dense(2, true)),
                Initializer.HE_NORMAL)
            .nodes()
            .getFirst();
    Batches batches = new Batches(1, 1, IntBuffer.allocate(1), DropoutMasks.NONE);

    assertThatThrownBy(() -> batches.dropoutMask(0, dropout, FloatBuffer.allocate(12)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a mask of dropout1 was asked for, but none was planned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "onednn", "cuda"})
  void findsADeviceByTheNameThatUsersWrite(String id) {
    assertThat(DeviceKind.byId(id)).map(DeviceKind::id).contains(id);
    assertThat(DeviceKind.byId(id.toUpperCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void printsOnlyFurtherGpusWithTheirOrdinal() {
    assertThat(Device.first(DeviceKind.CUDA)).hasToString("cuda");
    assertThat(new Device(DeviceKind.CUDA, 1)).hasToString("cuda:1");
  }

  @Test
  void acceptsExactlyTheModelsParameters() {
    List<ParameterSpec> specs =
        Model.of(
                "net",
                IMAGE,
                List.of(new Layer.Flatten(), new Layer.Dense(2, true)),
                Initializer.HE_NORMAL)
            .parameters();
    float[] weight = new float[24];
    float[] bias = {1, 2};

    assertThat(
            Parameters.of(specs, Map.of("dense1.weight", weight, "dense1.bias", bias))
                .toArray("dense1.bias"))
        .containsExactly(1, 2);
    assertThatThrownBy(() -> Parameters.of(specs, Map.of("dense1.weight", weight)))
        .hasMessage("there is no value for the parameter dense1.bias");
    assertThatThrownBy(
            () -> Parameters.of(specs, Map.of("dense1.weight", bias, "dense1.bias", bias)))
        .hasMessage("the parameter dense1.weight is [2, 12], 24 values, but there are 2");
    assertThatThrownBy(() ->
            Parameters.of(
                specs, Map.of("dense1.weight", weight, "dense1.bias", bias, "dense2.bias", bias)))
        .hasMessage("there is no such parameter: dense2.bias");
  }
}
