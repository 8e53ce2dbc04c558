package dev.rote.testkit.clause;

import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Layer.BatchNorm;
import dev.rote.api.Layer.Conv2d;
import dev.rote.api.Layer.Dense;
import dev.rote.api.Layer.Dropout;
import dev.rote.api.Layer.Flatten;
import dev.rote.api.Layer.MaxPool;
import dev.rote.api.Layer.Relu;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.testkit.scenario.Scenario;
import java.util.List;

/**
 * The network for everything that is not about a layer: the first of these that a backend supports,
 * so that one which has only dense layers is checked as well.
 */
final class CoreScenario {
  static final int BATCH = 5;
  static final int EXAMPLES = 23;
  static final float LEARNING_RATE = 0.05f;

  private static final int STEPS = 20;
  private static final Shape IMAGE = Shape.of(2, 6, 5);

  private static final List<Model> CANDIDATES =
      List.of(
          model(
              new Conv2d(4, 3, 1, true),
              new BatchNorm(1e-3f, 0.9f, true),
              new Relu(),
              new MaxPool(2, 2),
              new Flatten(),
              new Dropout(0.25f),
              new Dense(8, true),
              new Relu(),
              new Dense(4, true)),
          model(
              new Conv2d(4, 3, 1, true),
              new Relu(),
              new Flatten(),
              new Dense(8, true),
              new Relu(),
              new Dense(4, true)),
          deterministicMlp(),
          linear());

  private CoreScenario() {}

  /** Returns twenty steps of the richest network that the backend supports, epoch by epoch. */
  static Scenario of(Subject subject) {
    return of(model(subject));
  }

  /** Returns twenty steps of that network, epoch by epoch. */
  static Scenario of(Model model) {
    return Scenario.ofEpochs(model, BATCH, EXAMPLES, STEPS, LEARNING_RATE);
  }

  /** Returns a network that does not depend on more than the loaded examples and the order. */
  static Model deterministicMlp() {
    return model(new Flatten(), new Dense(8, true), new Relu(), new Dense(4, true));
  }

  /** Returns a linear network. */
  static Model linear() {
    return model(new Flatten(), new Dense(4, true));
  }

  private static Model model(Subject subject) {
    return CANDIDATES.stream()
        .filter(subject::supports)
        .findFirst()
        .orElseThrow(() ->
            new ClauseFailure(
                "the backend supports no classifier of a flatten and a dense layer, without"
                    + " which there is nothing to check"));
  }

  /** Returns batches of one epoch with other indices. */
  static Batches reordered(Batches batches, int[] indices) {
    DropoutMasks masks = batches.masks();
    return new Batches(batches.steps(), batches.batchSize(), DirectBuffers.ints(indices), masks);
  }

  private static Model model(Layer... layers) {
    return Model.of("core", IMAGE, List.of(layers), Initializer.HE_NORMAL);
  }
}
