package dev.rote.runner.suite;

import dev.rote.api.Layer;
import java.util.List;
import java.util.Optional;

/** Where an experiment's initial parameters come from. */
public enum Start {
  /** They are drawn, as the network's initializer says. */
  DRAWN("drawn"),

  /**
   * They are computed from the training examples, so that the network gives every one of them its
   * label without any training: Zhang et al. 2016, theorem 1. Only the network of the theorem can.
   */
  INTERPOLATION("interpolation");

  private static final int HIDDEN_LAYER = 2;

  private final String id;

  Start(String id) {
    this.id = id;
  }

  /** Returns the name that suites use. */
  public String id() {
    return id;
  }

  /**
   * Returns why a network cannot start so, or empty if it can: a sentence's second half.
   *
   * @param train how many training images there are
   */
  public Optional<String> refusal(ModelSpec model, int train) {
    return switch (this) {
      case DRAWN -> Optional.empty();
      case INTERPOLATION ->
          isOfTheTheorem(model.layers(), train)
              ? Optional.empty()
              : Optional.of(
                  "the model %s is not the network of Zhang et al. 2016, theorem 1, which for %d training images has the layers [flatten, {dense: {units: 1, bias: false}}, {dense: %2$d}, relu, {dense: {units: 1, bias: false}}, {dense: 10}], the second dense layer with that many units or more, the last with one for each class"
                      .formatted(model.name(), train));
    };
  }

  private static boolean isOfTheTheorem(List<Layer> layers, int train) {
    return layers.size() > HIDDEN_LAYER
        && layers.get(HIDDEN_LAYER) instanceof Layer.Dense hidden
        && hidden.units() >= train
        && layers.getLast() instanceof Layer.Dense readout
        && layers.equals(
            List.of(
                new Layer.Flatten(),
                new Layer.Dense(1, false),
                new Layer.Dense(hidden.units(), true),
                new Layer.Relu(),
                new Layer.Dense(1, false),
                new Layer.Dense(readout.units(), true)));
  }
}
