package dev.rote.backend.reference;

import dev.rote.api.ParameterSpec;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import java.util.Arrays;

/**
 * A parameter, its gradient and its velocity. Each is a matrix with a row for each index of the
 * parameter's first axis: {@code [out][in]} for dense weights, {@code [out][in * h * w]} for
 * kernels. A vector is a matrix of one row.
 */
final class Parameter {
  private final ParameterSpec spec;
  private final double[][] value;
  private final double[][] gradient;
  private final double[][] velocity;

  /**
   * @param initial the values in row-major order
   */
  Parameter(ParameterSpec spec, float[] initial) {
    this.spec = spec;
    Shape shape = spec.shape();
    int rows = shape.rank() == 1 ? 1 : shape.get(0);
    int columns = initial.length / rows;
    value = new double[rows][columns];
    gradient = new double[rows][columns];
    velocity = new double[rows][columns];
    for (int i = 0; i < initial.length; i++) {
      value[i / columns][i % columns] = initial[i];
    }
  }

  /** Returns the value, which a batch norm changes in place if it is a running statistic. */
  double[][] value() {
    return value;
  }

  /** Returns the gradient of the loss, without the weight decay's share, to be added to. */
  double[][] gradient() {
    return gradient;
  }

  void clearGradient() {
    for (double[] row : gradient) {
      Arrays.fill(row, 0);
    }
  }

  /** Applies a step, as {@link Sgd} has it. */
  void update(Sgd optimizer, double learningRate) {
    if (!spec.role().trained()) {
      return;
    }
    double momentum = optimizer.momentum();
    boolean nesterov = optimizer.nesterov();
    double weightDecay = spec.role().decayed() ? optimizer.weightDecay() : 0;
    for (int i = 0; i < value.length; i++) {
      double[] w = value[i];
      double[] g = gradient[i];
      double[] v = velocity[i];
      for (int j = 0; j < w.length; j++) {
        double decayed = g[j] + weightDecay * w[j];
        v[j] = momentum * v[j] + decayed;
        w[j] -= learningRate * (nesterov ? decayed + momentum * v[j] : v[j]);
      }
    }
  }

  /** Returns the value rounded to float32, in row-major order. */
  float[] rounded() {
    double[] exact = Matrices.join(value);
    float[] rounded = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      rounded[i] = (float) exact[i];
    }
    return rounded;
  }
}
