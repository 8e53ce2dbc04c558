package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Initializer;
import dev.rote.api.InvalidModelException;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A network as a suite has it: before the shape of the images is known, but with its composite
 * layers expanded.
 *
 * @param name unique in the suite
 * @param layers in order
 * @param initializer how the weights are drawn
 * @param learningRate the rate of the first epoch, where it is not the suite's
 */
public record ModelSpec(
    String name, List<Layer> layers, Initializer initializer, OptionalDouble learningRate) {
  public ModelSpec {
    requireNonNull(name, "name is null");
    layers = List.copyOf(layers);
    requireNonNull(initializer, "initializer is null");
    requireNonNull(learningRate, "learningRate is null");
  }

  /**
   * Returns the network for images of that shape.
   *
   * @param input shape of one image, {@code [c, h, w]}
   * @throws InvalidModelException if the layers do not fit together
   */
  public Model derive(Shape input) {
    return Model.of(name, input, layers, initializer);
  }

  /** Returns whether all of its weights begin at 0: nothing is one ulp beside. */
  public boolean beginsAtZero() {
    return initializer.scheme() == Initializer.Scheme.ZEROS;
  }

  /**
   * Returns the schedule: the suite's, from this model's own initial rate if it has one.
   *
   * @throws IllegalArgumentException if the schedule cannot begin with that rate
   */
  public LearningRate learningRate(LearningRate suite) {
    return suite.from(learningRate.orElse(suite.initial()));
  }
}
