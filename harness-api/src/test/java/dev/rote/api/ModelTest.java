package dev.rote.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.api.Layer.BatchNorm;
import dev.rote.api.Layer.Concat;
import dev.rote.api.Layer.Conv2d;
import dev.rote.api.Layer.Dense;
import dev.rote.api.Layer.Dropout;
import dev.rote.api.Layer.Flatten;
import dev.rote.api.Layer.GlobalMeanPool;
import dev.rote.api.Layer.LocalResponseNormalization;
import dev.rote.api.Layer.MaxPool;
import dev.rote.api.Layer.Relu;
import dev.rote.api.Layer.Residual;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {
  static List<Arguments> papersCounts() {
    return List.of(
        arguments(PaperModels.mlp(1), 1_209_866),
        arguments(PaperModels.mlp(3), 1_735_178),
        arguments(PaperModels.smallAlexNet(), 1_387_786),
        arguments(PaperModels.smallInception(true), 1_649_402),
        arguments(PaperModels.smallInception(false), 1_649_402));
  }

  @ParameterizedTest
  @MethodSource("papersCounts")
  void hasThePapersParameterCount(Model model, long count) {
    assertThat(model.trainedParameterCount()).as(model.name()).isEqualTo(count);
    assertThat(model.classes()).isEqualTo(10);
  }

  @Test
  void namesParametersAfterLayerAndRoleInTheOrderOfTheLayers() {
    assertThat(PaperModels.mlp(1).parameters())
        .extracting(ParameterSpec::name, ParameterSpec::shape, ParameterSpec::role)
        .containsExactly(
            tuple("dense1.weight", Shape.of(512, 2352), Role.WEIGHT),
            tuple("dense1.bias", Shape.of(512), Role.BIAS),
            tuple("dense2.weight", Shape.of(10, 512), Role.WEIGHT),
            tuple("dense2.bias", Shape.of(10), Role.BIAS));
  }

  @Test
  void givesABatchNormItsStatisticsButDoesNotCountThem() {
    Model model = model(new BatchNorm(1e-5f, 0.9f, true), new Flatten(), new Dense(2, false));

    assertThat(model.parameters())
        .extracting(ParameterSpec::name, ParameterSpec::shape, ParameterSpec::distribution)
        .containsExactly(
            tuple("batchNorm1.scale", Shape.of(3), new Distribution.Constant(1)),
            tuple("batchNorm1.shift", Shape.of(3), new Distribution.Constant(0)),
            tuple("batchNorm1.runningMean", Shape.of(3), new Distribution.Constant(0)),
            tuple("batchNorm1.runningVariance", Shape.of(3), new Distribution.Constant(1)),
            tuple(
                "dense1.weight",
                Shape.of(2, 2352),
                new Distribution.Normal(Math.sqrt(2.0 / 2352))));
    assertThat(model.trainedParameterCount()).isEqualTo(3 + 3 + 2 * 2352);
  }

  @Test
  void leavesTheScaleOutOfABatchNormWithoutOne() {
    assertThat(model(new BatchNorm(1e-5f, 0.9f, false), new Flatten(), new Dense(2, false)))
        .satisfies(model ->
            assertThat(model.nodes().getFirst().parameters())
                .extracting(ParameterSpec::role)
                .containsExactly(Role.SHIFT, Role.RUNNING_MEAN, Role.RUNNING_VARIANCE));
  }

  @Test
  void derivesTheShapesOfSmallAlexNet() {
    assertThat(PaperModels.smallAlexNet().nodes())
        .extracting(LayerNode::name, LayerNode::output)
        .containsExactly(
            tuple("conv2d1", Shape.of(64, 28, 28)),
            tuple("relu1", Shape.of(64, 28, 28)),
            tuple("maxPool1", Shape.of(64, 14, 14)),
            tuple("lrn1", Shape.of(64, 14, 14)),
            tuple("conv2d2", Shape.of(64, 14, 14)),
            tuple("relu2", Shape.of(64, 14, 14)),
            tuple("maxPool2", Shape.of(64, 7, 7)),
            tuple("lrn2", Shape.of(64, 7, 7)),
            tuple("flatten1", Shape.of(3136)),
            tuple("dense1", Shape.of(384)),
            tuple("relu3", Shape.of(384)),
            tuple("dense2", Shape.of(192)),
            tuple("relu4", Shape.of(192)),
            tuple("dense3", Shape.of(10)));
  }

  @Test
  void joinsTheChannelsOfSmallInceptionsBranches() {
    assertThat(PaperModels.smallInception(true).nodes())
        .filteredOn(node -> node.layer() instanceof Concat)
        .extracting(LayerNode::output)
        .containsExactly(
            Shape.of(64, 28, 28),
            Shape.of(80, 28, 28),
            Shape.of(160, 14, 14),
            Shape.of(160, 14, 14),
            Shape.of(160, 14, 14),
            Shape.of(160, 14, 14),
            Shape.of(144, 14, 14),
            Shape.of(240, 7, 7),
            Shape.of(336, 7, 7),
            Shape.of(336, 7, 7));
  }

  @Test
  void numbersLayersOfAKindThroughBranches() {
    Model model =
        model(
            new Conv2d(4, 3, 1, true),
            new Concat(List.of(List.of(new Conv2d(4, 1, 1, true)), List.of())),
            new Residual(List.of(new Conv2d(8, 3, 1, false), new Relu()), List.of()),
            new GlobalMeanPool(),
            new Dense(10, true));

    assertThat(model.allNodes())
        .extracting(LayerNode::name)
        .containsExactly(
            "conv2d1",
            "concat1",
            "conv2d2",
            "residual1",
            "conv2d3",
            "relu1",
            "globalMeanPool1",
            "dense1");
    assertThat(model.nodes().get(1).output()).isEqualTo(Shape.of(8, 28, 28));
    assertThat(model.nodes().get(2).branches().getLast()).isEmpty();
    assertThat(model.contains(Relu.class)).isTrue();
    assertThat(model.contains(Dense.class)).isTrue();
    assertThat(model.contains(Layer.MaxPool.class)).isFalse();
  }

  @Test
  void drawsConvolutionsByTheirFans() {
    Model model =
        Model.of(
            "glorot",
            PaperModels.IMAGE,
            List.of(new Conv2d(8, 5, 2, true), new GlobalMeanPool(), new Dense(10, true)),
            new Initializer(Initializer.Scheme.GLOROT_UNIFORM, 0.5));

    assertThat(model.parameters())
        .extracting(ParameterSpec::distribution)
        .containsExactly(
            new Distribution.Uniform(0.5 * Math.sqrt(6.0 / (3 * 25 + 8 * 25))),
            new Distribution.Constant(0),
            new Distribution.Uniform(0.5 * Math.sqrt(6.0 / (8 + 10))),
            new Distribution.Constant(0));
  }

  @Test
  void countsAMultiplyAddAsTwoAndTrainsTheFirstLayerForTwiceThePrediction() {
    Model model = PaperModels.mlp(1);
    long first = 2L * 2352 * 512;
    long second = 2L * 512 * 10;

    assertThat(model.predictionFlops()).isEqualTo(first + second);
    assertThat(model.trainingFlops()).isEqualTo(2 * first + 3 * second);
  }

  @Test
  void countsTheFlopsOfConvolutionsAtEveryOutputPixel() {
    long conv1 = 2L * 64 * 28 * 28 * 3 * 25;
    long conv2 = 2L * 64 * 14 * 14 * 64 * 25;
    long dense = 2L * (3136 * 384 + 384 * 192 + 192 * 10);
    Model model = PaperModels.smallAlexNet();

    assertThat(model.predictionFlops()).isEqualTo(conv1 + conv2 + dense);
    assertThat(model.trainingFlops()).isEqualTo(2 * conv1 + 3 * conv2 + 3 * dense);
  }

  @Test
  void wantsNoInputGradientInTheFirstLayerOfAnyBranch() {
    Layer conv = new Conv2d(4, 3, 1, false);
    long one = 2L * 4 * 28 * 28 * 3 * 9;
    long dense = 2L * 8 * 10;
    Model model =
        model(
            new Concat(List.of(List.of(conv), List.of(conv))),
            new GlobalMeanPool(),
            new Dense(10, true));

    assertThat(model.predictionFlops()).isEqualTo(2 * one + dense);
    assertThat(model.trainingFlops()).isEqualTo(2 * (2 * one) + 3 * dense);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        arguments(List.of(), "the model net has no layers"),
        arguments(
            List.of(new Dense(10, true)),
            "the layer dense1 of the model net takes features [n], but its input is [3, 28, 28]: put a flatten before it"),
        arguments(
            List.of(new Flatten(), new Conv2d(8, 3, 1, true)),
            "the layer conv2d1 of the model net takes images [c, h, w], but its input is [2352]: put it before the layer that flattens them"),
        arguments(
            List.of(new Flatten(), new MaxPool(3, 2)),
            "the layer maxPool1 of the model net takes images [c, h, w], but its input is [2352]: put it before the layer that flattens them"),
        arguments(
            List.of(new GlobalMeanPool(), new GlobalMeanPool()),
            "the layer globalMeanPool2 of the model net takes images [c, h, w], but its input is [3]: put it before the layer that flattens them"),
        arguments(
            List.of(new Flatten(), new LocalResponseNormalization(4, 1, 0, 0.75f)),
            "the layer lrn1 of the model net takes images [c, h, w], but its input is [2352]: put it before the layer that flattens them"),
        arguments(
            List.of(
                new Concat(
                    List.of(List.of(new Conv2d(4, 3, 1, true)), List.of(new MaxPool(3, 2))))),
            "the layer concat1 of the model net joins branches along their first axis, but branch 1 gives [4, 28, 28] and branch 2 gives [3, 14, 14]: make the other axes equal"),
        arguments(
            List.of(new Residual(List.of(new Conv2d(4, 3, 1, true)), List.of())),
            "the layer residual1 of the model net adds its body, which gives [4, 28, 28], to its shortcut, which gives [3, 28, 28]: make the two shapes equal"),
        arguments(
            List.of(new Conv2d(65_536, 255, 1, false)),
            "the layer conv2d1 of the model net has a tensor of [65536, 3, 255, 255], more than 2147483647 elements: make it smaller"),
        arguments(
            List.of(new Conv2d(4_000_000, 1, 1, false)),
            "the layer conv2d1 of the model net has a tensor of [4000000, 28, 28], more than 2147483647 elements: make it smaller"),
        arguments(
            List.of(new Flatten(), new Dense(1_000_000, false)),
            "the layer dense1 of the model net has a tensor of [1000000, 2352], more than 2147483647 elements: make it smaller"),
        arguments(
            List.of(new Relu()),
            "the last layer of the model net, relu1, gives [3, 28, 28], but the logits of a classifier are [classes] with 2 classes or more: end with a dense layer"),
        arguments(
            List.of(new Flatten(), new Dense(1, true)),
            "the last layer of the model net, dense1, gives [1], but the logits of a classifier are [classes] with 2 classes or more: end with a dense layer"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void saysInOneSentenceWhichLayerDoesNotFit(List<Layer> layers, String sentence) {
    assertThatThrownBy(() -> Model.of("net", PaperModels.IMAGE, layers, Initializer.HE_NORMAL))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(sentence);
  }

  @Test
  void passesShapesThroughLayersThatKeepThem() {
    Model model =
        model(new Dropout(0.5f), new Relu(), new Flatten(), new Dropout(0.5f), new Dense(10, true));

    assertThat(model.nodes())
        .extracting(LayerNode::output)
        .startsWith(PaperModels.IMAGE, PaperModels.IMAGE, Shape.of(2352), Shape.of(2352));
    assertThat(model.nodes().getLast().parameterName(Role.WEIGHT)).isEqualTo("dense1.weight");
  }

  private static Model model(Layer... layers) {
    return Model.of("net", PaperModels.IMAGE, List.of(layers), Initializer.HE_NORMAL);
  }
}
