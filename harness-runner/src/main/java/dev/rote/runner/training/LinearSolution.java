package dev.rote.runner.training;

import dev.rote.api.Distribution;
import dev.rote.api.Examples;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.runner.result.MinimumNorm;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The linear model of minimum norm that fits n training examples exactly, in float64: {@code W = Y'
 * (X X')^-1 X}, with the images in the rows of X and the one-hot labels in those of Y (Zhang et al.
 * 2016, section 5). Gradient descent on the squared loss changes weights by sums of images only; so
 * from 0 it can end in no other solution.
 */
public final class LinearSolution {
  /** A Gram matrix of more takes minutes, and is so ill-conditioned that nothing converges. */
  private static final int MOST_EXAMPLES = 2_000;

  /** What a pivot may be of the largest, at least: below that, rounding decides. */
  private static final double LEAST_PIVOT = 1e-12;

  private final RealMatrix images;
  private final DecompositionSolver gram;
  private final RealMatrix weights;

  private LinearSolution(RealMatrix images, DecompositionSolver gram, RealMatrix weights) {
    this.images = images;
    this.gram = gram;
    this.weights = weights;
  }

  /**
   * Returns whether a model is linear, without a bias, and begins at 0.
   *
   * @param model one that is trained by the squared loss, without weight decay
   */
  public static boolean isOf(Model model) {
    return model.nodes().size() == 2
        && model.nodes().getFirst().layer() instanceof Layer.Flatten
        && model.nodes().getLast().layer() instanceof Layer.Dense dense
        && !dense.bias()
        && model.parameters().getFirst().distribution()
            instanceof Distribution.Constant(float value)
        && value == 0;
  }

  /**
   * Solves for the weights; empty where no exact solution is determined: of more examples than
   * inputs, of two images that are the same or nearly so, and of more examples than 2,000.
   */
  public static Optional<LinearSolution> of(Examples train, int classes) {
    RealMatrix images = matrix(train);
    if (train.count() > Math.min(MOST_EXAMPLES, images.getColumnDimension())) {
      return Optional.empty();
    }
    RealMatrix products = gram(images);
    double largest =
        IntStream.range(0, train.count()).mapToDouble(i -> products.getEntry(i, i)).max().orElse(0);
    try {
      DecompositionSolver gram =
          new CholeskyDecomposition(
                  products,
                  CholeskyDecomposition.DEFAULT_RELATIVE_SYMMETRY_THRESHOLD,
                  LEAST_PIVOT * largest)
              .getSolver();
      RealMatrix targets = new Array2DRowRealMatrix(train.count(), classes);
      for (int i = 0; i < train.count(); i++) {
        targets.setEntry(i, train.labels().get(i), 1);
      }
      return Optional.of(
          new LinearSolution(images, gram, gram.solve(targets).transpose().multiply(images)));
    } catch (NonPositiveDefiniteMatrixException e) {
      return Optional.empty();
    }
  }

  private static RealMatrix matrix(Examples examples) {
    int size = examples.images().shape().size();
    FloatBuffer pixels = examples.images().values();
    RealMatrix matrix = new BlockRealMatrix(examples.count(), size);
    double[] row = new double[size];
    for (int i = 0; i < examples.count(); i++) {
      for (int j = 0; j < size; j++) {
        row[j] = pixels.get(i * size + j);
      }
      matrix.setRow(i, row);
    }
    return matrix;
  }

  private static RealMatrix gram(RealMatrix images) {
    double[][] rows = images.getData();
    double[][] products = new double[rows.length][rows.length];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(i -> {
          for (int j = 0; j <= i; j++) {
            double sum = 0;
            for (int k = 0; k < rows[i].length; k++) {
              sum += rows[i][k] * rows[j][k];
            }
            products[i][j] = sum;
          }
        });
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        products[j][i] = products[i][j];
      }
    }
    return new Array2DRowRealMatrix(products, false);
  }

  /** Returns what trained weights are beside the solution. */
  public MinimumNorm compare(Parameters trained, Examples test) {
    String name = trained.specs().getFirst().name();
    RealMatrix actual =
        new BlockRealMatrix(weights.getRowDimension(), weights.getColumnDimension());
    float[] values = trained.toArray(name);
    for (int i = 0; i < values.length; i++) {
      actual.setEntry(i / actual.getColumnDimension(), i % actual.getColumnDimension(), values[i]);
    }
    double norm = actual.getFrobeniusNorm();
    double minimum = weights.getFrobeniusNorm();
    return new MinimumNorm(
        norm,
        minimum,
        actual.subtract(weights).getFrobeniusNorm() / minimum,
        norm == 0 ? 0 : outside(actual).getFrobeniusNorm() / norm,
        test.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(accuracy(test)));
  }

  /** Returns the part that is orthogonal to all images. */
  private RealMatrix outside(RealMatrix actual) {
    RealMatrix coefficients = gram.solve(images.multiply(actual.transpose()));
    return actual.subtract(coefficients.transpose().multiply(images));
  }

  private double accuracy(Examples test) {
    RealMatrix outputs = matrix(test).multiply(weights.transpose());
    long right =
        IntStream.range(0, test.count())
            .filter(i -> largest(outputs.getRow(i)) == test.labels().get(i))
            .count();
    return (double) right / test.count();
  }

  private static int largest(double[] outputs) {
    double largest = Arrays.stream(outputs).max().orElseThrow();
    return IntStream.range(0, outputs.length)
        .filter(i -> outputs[i] == largest)
        .findFirst()
        .orElse(-1);
  }
}
