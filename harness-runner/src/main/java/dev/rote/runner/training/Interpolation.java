package dev.rote.runner.training;

import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.runner.random.RandomStream;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A two-layer network that has n arbitrary labels without having been trained (Zhang et al. 2016,
 * theorem 1): {@code f(x) = sum over j of w_j max(<a, x> - b_j, 0)} with a direction a that tells
 * all examples apart, knots b and weights w; 2n + d numbers. In the order of their projections, the
 * knot of each example is the projection of the one before, so that the weights come from a
 * triangular system, one after the other. A readout makes logits of f, of which the largest is that
 * of the nearest label.
 *
 * <p>Steep pieces cost digits. So of many random directions the one is taken whose closest two
 * projections are farthest apart, and each weight makes up for the rounding of those before it.
 */
public final class Interpolation {
  /** How many directions are drawn. */
  private static final int DIRECTIONS = 1_000;

  /** Logits are as many times the squared distance from f to a label. */
  private static final int SHARPNESS = 16;

  private final Examples examples;
  private final int dimensions;

  private Interpolation(Examples examples) {
    this.examples = examples;
    this.dimensions = examples.images().shape().size();
  }

  /**
   * Returns the parameters of a model with the layers of the theorem.
   *
   * @param model flatten, dense 1 without a bias, dense n or more, relu, dense 1 without a bias,
   *     dense with a unit for each class
   * @param examples the n training examples
   * @param seed of the stream {@code interpolation}
   * @throws IllegalArgumentException if two of the examples are the same, or too nearly so for
   *     float32
   */
  public static Parameters parameters(Model model, Examples examples, long seed) {
    return new Interpolation(examples).solve(model, seed);
  }

  /**
   * Returns by how much f is wrong at most, as the logits tell it.
   *
   * @param logits {@code [n, classes]} from index 0, of a network that began so
   * @param labels {@code [n]} from index 0
   * @param classes number of classes
   */
  public static double largestError(FloatBuffer logits, IntBuffer labels, int classes) {
    double largest = 0;
    for (int example = 0; example < labels.capacity(); example++) {
      double first = logits.get(example * classes);
      double second = logits.get(example * classes + 1);
      double f = ((second - first) / SHARPNESS + 1) / 2;
      largest = Math.max(largest, Math.abs(f - labels.get(example)));
    }
    return largest;
  }

  private Parameters solve(Model model, long seed) {
    float[] direction = direction(seed);
    double[] projections = project(direction);
    int[] order = order(projections);
    List<ParameterSpec> specs = model.parameters();
    Map<String, float[]> values = new HashMap<>();
    for (ParameterSpec spec : specs) {
      values.put(spec.name(), new float[spec.shape().size()]);
    }
    // In the model's order: a; ones, -b; w; the readout's weights and biases.
    System.arraycopy(direction, 0, values.get(specs.get(0).name()), 0, dimensions);
    Arrays.fill(values.get(specs.get(1).name()), 1);
    interpolate(
        projections, order, values.get(specs.get(2).name()), values.get(specs.get(3).name()));
    readOut(values.get(specs.get(4).name()), values.get(specs.get(5).name()));
    return Parameters.of(specs, values);
  }

  /** Returns the direction along which the two closest examples are farthest from each other. */
  private float[] direction(long seed) {
    float[] best = new float[0];
    double widest = 0;
    for (int number = 0; number < DIRECTIONS; number++) {
      float[] direction = new float[dimensions];
      RandomStream random = RandomStream.of(seed, "interpolation", number);
      for (int i = 0; i < dimensions; i++) {
        direction[i] = (float) random.nextNormal();
      }
      double gap = smallestGap(project(direction));
      if (gap > widest) {
        widest = gap;
        best = direction;
      }
    }
    if (widest == 0) {
      throw new IllegalArgumentException(
          "no network can interpolate them: at least two training images are the same");
    }
    return best;
  }

  /** Returns the smallest distance of two projections, as a share of that of the outermost two. */
  private static double smallestGap(double[] projections) {
    double[] sorted = projections.clone();
    Arrays.sort(sorted);
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sorted.length; i++) {
      smallest = Math.min(smallest, sorted[i] - sorted[i - 1]);
    }
    return smallest == 0 ? 0 : smallest / (sorted[sorted.length - 1] - sorted[0]);
  }

  private double[] project(float[] direction) {
    FloatBuffer pixels = examples.images().values();
    return IntStream.range(0, examples.count())
        .parallel()
        .mapToDouble(example -> {
          double sum = 0;
          for (int i = 0; i < dimensions; i++) {
            sum += (double) direction[i] * pixels.get(example * dimensions + i);
          }
          return sum;
        })
        .toArray();
  }

  private static int[] order(double[] projections) {
    return IntStream.range(0, projections.length)
        .boxed()
        .sorted(Comparator.comparingDouble(example -> projections[example]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Fills the biases of the units, which are -b, and the weights of their sum. */
  private void interpolate(double[] projections, int[] order, float[] biases, float[] weights) {
    int count = order.length;
    double span = projections[order[count - 1]] - projections[order[0]];
    for (int i = 0; i < count; i++) {
      double projection = projections[order[i]];
      biases[i] =
          -(float) (i > 0 ? projections[order[i - 1]] : projection - (span > 0 ? span / count : 1));
      double beyond = projection + biases[i];
      if (!(beyond > 0)) {
        throw new IllegalArgumentException(
            "float32 cannot interpolate the training images %d and %d: they are too nearly the same"
                .formatted(order[i], order[i == 0 ? Math.min(1, count - 1) : i - 1]));
      }
      double sum = 0;
      for (int j = 0; j < i; j++) {
        sum += weights[j] * Math.max(projection + biases[j], 0);
      }
      weights[i] = (float) ((examples.labels().get(order[i]) - sum) / beyond);
    }
  }

  /** Logits {@code SHARPNESS * (2 c f - c * c)}: of (f - c) squared what depends on the class c. */
  private static void readOut(float[] weights, float[] biases) {
    for (int label = 0; label < biases.length; label++) {
      weights[label] = 2 * SHARPNESS * label;
      biases[label] = -SHARPNESS * label * label;
    }
  }
}
