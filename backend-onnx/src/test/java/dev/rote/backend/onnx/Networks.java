package dev.rote.backend.onnx;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
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
import dev.rote.api.Model;
import dev.rote.api.Shape;
import java.util.ArrayList;
import java.util.List;

/** Small networks that have every layer between them, at sizes that no symmetry can hide behind. */
final class Networks {
  /** Every part that a step may treat in its own way: statistics, masks, ties, branches. */
  static final Model MIXED =
      network(
          "mixed",
          Shape.of(2, 6, 5),
          new Conv2d(4, 3, 1, false),
          new BatchNorm(1e-3f, 0.9f, true),
          new Relu(),
          new MaxPool(3, 2),
          new Concat(List.of(List.of(), List.of(new Conv2d(3, 3, 1, true), new Dropout(0.3f)))),
          new Flatten(),
          new Dense(9, true),
          new Relu(),
          new Dropout(0.5f),
          new Dense(4, true));

  private Networks() {}

  static List<Model> all() {
    List<Model> models = new ArrayList<>();
    models.add(head("dense", Shape.of(2, 3, 3), new Flatten(), new Dense(7, true), new Relu()));
    models.add(head("dense-no-bias", Shape.of(2, 3, 3), new Flatten(), new Dense(7, false)));
    for (int kernel : new int[] {1, 2, 3, 5}) {
      for (int stride : new int[] {1, 2, 3}) {
        models.add(
            head(
                "conv-%dx%d-stride-%d".formatted(kernel, kernel, stride),
                Shape.of(3, 7, 6),
                new Conv2d(4, 3, 1, true),
                new Relu(),
                new Conv2d(5, kernel, stride, kernel % 2 == 0),
                new Relu(),
                new Flatten()));
      }
    }
    for (int size : new int[] {2, 3}) {
      for (int stride = 1; stride <= size; stride++) {
        models.add(
            head(
                "max-pool-%d-stride-%d".formatted(size, stride),
                Shape.of(2, 7, 6),
                new Conv2d(4, 3, 1, true),
                new MaxPool(size, stride),
                new Flatten()));
        models.add(
            head(
                "max-pool-%d-stride-%d-of-ties".formatted(size, stride),
                Shape.of(2, 7, 6),
                new Conv2d(4, 3, 1, true),
                new Relu(),
                new MaxPool(size, stride),
                new Conv2d(3, 3, 1, true),
                new MaxPool(size, stride),
                new Relu(),
                new Flatten()));
      }
    }
    for (float beta : new float[] {0.75f, 0.5f, 1.2f}) {
      models.add(
          head(
              "lrn-" + beta,
              Shape.of(3, 4, 5),
              new Conv2d(7, 3, 1, true),
              new LocalResponseNormalization(2, 1.5f, 0.3f, beta),
              new Flatten()));
    }
    models.add(
        head(
            "batch-norm",
            Shape.of(2, 4, 5),
            new Conv2d(3, 3, 1, false),
            new BatchNorm(1e-3f, 0.9f, true),
            new Relu(),
            new Flatten(),
            new Dense(6, false),
            new BatchNorm(1e-5f, 0.8f, false),
            new Relu()));
    models.add(
        head(
            "mean-pool-and-dropout",
            Shape.of(2, 5, 4),
            new Conv2d(6, 3, 1, true),
            new Dropout(0.25f),
            new Relu(),
            new GlobalMeanPool(),
            new Dropout(0.5f)));
    models.add(
        head(
            "concat-and-residual",
            Shape.of(2, 5, 6),
            new Concat(
                List.of(
                    List.of(new Conv2d(3, 1, 1, true), new Relu()),
                    List.of(),
                    List.of(new Conv2d(4, 3, 1, true)))),
            new Residual(List.of(new Conv2d(9, 3, 1, true), new Relu()), List.of()),
            new Residual(
                List.of(new Conv2d(4, 3, 2, true), new BatchNorm(1e-3f, 0.9f, true)),
                List.of(new Conv2d(4, 1, 2, false))),
            new Relu(),
            new GlobalMeanPool()));
    return models;
  }

  private static Model head(String name, Shape input, Layer... body) {
    List<Layer> layers = new ArrayList<>(List.of(body));
    layers.add(new Dense(4, true));
    return network(name, input, layers.toArray(Layer[]::new));
  }

  private static Model network(String name, Shape input, Layer... layers) {
    return Model.of(name, input, List.of(layers), Initializer.HE_NORMAL);
  }
}
