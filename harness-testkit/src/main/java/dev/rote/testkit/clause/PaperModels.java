package dev.rote.testkit.clause;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Layer.BatchNorm;
import dev.rote.api.Layer.Concat;
import dev.rote.api.Layer.Conv2d;
import dev.rote.api.Layer.Dense;
import dev.rote.api.Layer.Flatten;
import dev.rote.api.Layer.GlobalMeanPool;
import dev.rote.api.Layer.LocalResponseNormalization;
import dev.rote.api.Layer.MaxPool;
import dev.rote.api.Layer.Relu;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The five networks of Zhang et al. 2016, appendix A, and the same with fewer channels, units and
 * pixels.
 *
 * @param pixels height and width of the images, 28 in the paper
 * @param divisor of channels and units, 1 for the paper's own
 */
public record PaperModels(int pixels, int divisor) {
  /** The paper's own. */
  public static final PaperModels FULL_SIZE = new PaperModels(28, 1);

  /** Returns all five. */
  public List<Model> all() {
    return List.of(mlp(1), mlp(3), smallAlexNet(), smallInception(true), smallInception(false));
  }

  /**
   * Returns one of them.
   *
   * @param name such as {@code mlp-1x512}, whatever the divisor
   * @throws IllegalArgumentException if there is none of that name
   */
  public Model named(String name) {
    return all().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no network %s, only %s"
                    .formatted(name, all().stream().map(Model::name).toList())));
  }

  Model mlp(int hiddenLayers) {
    List<Layer> layers = new ArrayList<>(List.of(new Flatten()));
    for (int i = 0; i < hiddenLayers; i++) {
      layers.add(new Dense(512 / divisor, true));
      layers.add(new Relu());
    }
    layers.add(new Dense(10, true));
    return model("mlp-" + hiddenLayers + "x512", layers);
  }

  Model smallAlexNet() {
    List<Layer> module =
        List.of(
            new Conv2d(64 / divisor, 5, 1, true),
            new Relu(),
            new MaxPool(3, 2),
            new LocalResponseNormalization(4, 1, 0.001f / 9, 0.75f));
    List<Layer> head =
        List.of(
            new Flatten(),
            new Dense(384 / divisor, true),
            new Relu(),
            new Dense(192 / divisor, true),
            new Relu(),
            new Dense(10, true));
    return model("small-alexnet", join(module, module, head));
  }

  Model smallInception(boolean batchNorm) {
    return model(
        batchNorm ? "small-inception" : "small-inception-no-bn",
        join(
            module(96, 3, 1, batchNorm),
            List.of(
                inception(32, 32, batchNorm),
                inception(32, 48, batchNorm),
                downsample(80, batchNorm),
                inception(112, 48, batchNorm),
                inception(96, 64, batchNorm),
                inception(80, 80, batchNorm),
                inception(48, 96, batchNorm),
                downsample(96, batchNorm),
                inception(176, 160, batchNorm),
                inception(176, 160, batchNorm)),
            List.of(new GlobalMeanPool(), new Dense(10, true))));
  }

  private Layer inception(int narrow, int wide, boolean batchNorm) {
    return new Concat(List.of(module(narrow, 1, 1, batchNorm), module(wide, 3, 1, batchNorm)));
  }

  private Layer downsample(int filters, boolean batchNorm) {
    return new Concat(List.of(module(filters, 3, 2, batchNorm), List.of(new MaxPool(3, 2))));
  }

  private List<Layer> module(int filters, int kernel, int stride, boolean batchNorm) {
    Layer conv = new Conv2d(filters / divisor, kernel, stride, !batchNorm);
    return batchNorm
        ? List.of(conv, new BatchNorm(1e-5f, 0.9f, false), new Relu())
        : List.of(conv, new Relu());
  }

  private static List<Layer> join(List<Layer> first, List<Layer> second, List<Layer> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }

  private Model model(String name, List<Layer> layers) {
    return Model.of(name, Shape.of(3, pixels, pixels), layers, Initializer.HE_NORMAL);
  }
}
