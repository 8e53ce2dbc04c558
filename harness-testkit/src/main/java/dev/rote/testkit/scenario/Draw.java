package dev.rote.testkit.scenario;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;
import dev.rote.runner.training.InitialParameters;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** Draws examples and parameters with the harness's own random streams. */
public final class Draw {
  private Draw() {}

  /** Returns normal pixels, and for each image a label that has nothing to do with it. */
  public static Examples examples(Model model, int count, long seed) {
    return new Examples(
        images(model.input(), count, seed),
        DirectBuffers.ints(labels(count, model.classes(), seed)).asReadOnlyBuffer());
  }

  /** Returns images whose pixels are normal with mean 0 and variance 1. */
  public static Images images(Shape shape, int count, long seed) {
    FloatBuffer values = DirectBuffers.floats(count * shape.size());
    fill(values, seed);
    return new Images(count, shape, values);
  }

  /** Writes normal values over all of a buffer. */
  public static void fill(FloatBuffer values, long seed) {
    RandomStream random = RandomStream.of(seed, "contract-images");
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (float) random.nextNormal());
    }
  }

  /** Returns labels, each class as likely as any other. */
  public static int[] labels(int count, int classes, long seed) {
    RandomStream random = RandomStream.of(seed, "contract-labels");
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(classes);
    }
    return labels;
  }

  /**
   * Returns parameters none of which is a round number: biases, shifts and running means of zero,
   * or scales and variances of one, would hide that a backend forgets them.
   */
  public static Parameters parameters(Model model, long seed) {
    Parameters drawn = InitialParameters.draw(model, seed);
    Map<String, float[]> values = new HashMap<>();
    int tensor = 0;
    for (ParameterSpec spec : drawn.specs()) {
      float[] value = drawn.toArray(spec.name());
      disturb(value, spec, RandomStream.of(seed, "contract-parameters", tensor++));
      values.put(spec.name(), value);
    }
    return Parameters.of(drawn.specs(), values);
  }

  private static void disturb(float[] values, ParameterSpec spec, RandomStream random) {
    double spread =
        switch (spec.role()) {
          case WEIGHT -> 0;
          case BIAS, SHIFT, RUNNING_MEAN -> 0.2;
          case SCALE, RUNNING_VARIANCE -> 0.1;
        };
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (spread * random.nextNormal());
    }
  }
}
