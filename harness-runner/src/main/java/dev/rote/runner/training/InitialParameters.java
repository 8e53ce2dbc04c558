package dev.rote.runner.training;

import dev.rote.api.Distribution;
import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.runner.random.RandomStream;
import dev.rote.runner.suite.Start;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a model's initial parameters. Tensor i of {@link Model#parameters()}, counted from 0 with
 * the running statistics, has a stream of its own, {@code RandomStream.of(seed, "parameters", i)},
 * and takes its elements from it in row-major order: {@code (float) (standardDeviation *
 * nextNormal())}, or {@code (float) (limit * (2 * nextDouble() - 1))}.
 */
public final class InitialParameters {
  private InitialParameters() {}

  /**
   * Returns the initial parameters of an experiment.
   *
   * @param train its training examples
   * @throws IllegalArgumentException if no parameters interpolate them, where they are to
   */
  public static Parameters of(Start start, Model model, Examples train, long seed) {
    return switch (start) {
      case DRAWN -> draw(model, seed);
      case INTERPOLATION -> Interpolation.parameters(model, train, seed);
    };
  }

  /** Returns the drawn initial parameters of a model for that seed. */
  public static Parameters draw(Model model, long seed) {
    List<ParameterSpec> specs = model.parameters();
    Map<String, float[]> values = new HashMap<>();
    for (int tensor = 0; tensor < specs.size(); tensor++) {
      ParameterSpec spec = specs.get(tensor);
      values.put(spec.name(), draw(spec, RandomStream.of(seed, "parameters", tensor)));
    }
    return Parameters.of(specs, values);
  }

  private static float[] draw(ParameterSpec spec, RandomStream random) {
    float[] values = new float[spec.shape().size()];
    switch (spec.distribution()) {
      case Distribution.Normal(double standardDeviation) -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (standardDeviation * random.nextNormal());
        }
      }
      case Distribution.Uniform(double limit) -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
      }
      case Distribution.Constant(float value) -> Arrays.fill(values, value);
    }
    return values;
  }
}
