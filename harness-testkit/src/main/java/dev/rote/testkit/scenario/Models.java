package dev.rote.testkit.scenario;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import java.util.List;

/** Small networks for tests. Those of the paper are {@link dev.rote.testkit.clause.PaperModels}. */
public final class Models {
  private Models() {}

  /** Returns a network of these layers, with weights as He et al. draw them. */
  public static Model of(Shape input, Layer... layers) {
    return Model.of("test", input, List.of(layers), Initializer.HE_NORMAL);
  }

  /** Returns a network with one hidden layer of rectifiers. */
  public static Model perceptron(Shape input, int hidden, int classes) {
    return of(
        input,
        new Layer.Flatten(),
        new Layer.Dense(hidden, true),
        new Layer.Relu(),
        new Layer.Dense(classes, true));
  }

  /**
   * Returns a network with nearly every layer, two convolutions among them, for images of {@code
   * [3, 9, 9]} in ten classes.
   */
  public static Model convolutional() {
    return of(
        Shape.of(3, 9, 9),
        new Layer.Conv2d(8, 3, 1, true),
        new Layer.Relu(),
        new Layer.MaxPool(3, 2),
        new Layer.LocalResponseNormalization(2, 1, 0.01f, 0.75f),
        new Layer.Conv2d(8, 3, 2, false),
        new Layer.BatchNorm(1e-5f, 0.9f, true),
        new Layer.Relu(),
        new Layer.Flatten(),
        new Layer.Dense(10, true));
  }
}
