package dev.rote.backend.djl;

import dev.rote.api.Examples;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import java.nio.IntBuffer;

/** A perceptron with one hidden layer, trained by hand in float64. */
final class DenseOracle {
  private final int inputs;
  private final int hidden;
  private final int classes;
  private final Sgd sgd;
  private final double[][] parameters;
  private final double[][] velocities;

  DenseOracle(int inputs, int hidden, int classes, Sgd sgd, Parameters initial) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.classes = classes;
    this.sgd = sgd;
    parameters =
        initial.specs().stream()
            .map(spec -> widened(initial.toArray(spec.name())))
            .toArray(double[][]::new);
    velocities = new double[parameters.length][];
    for (int i = 0; i < parameters.length; i++) {
      velocities[i] = new double[parameters[i].length];
    }
  }

  /** Returns the parameter with that number: weight, bias, weight, bias. */
  double[] parameter(int number) {
    return parameters[number];
  }

  /** Runs one step and returns its loss. */
  double step(Examples examples, IntBuffer batch, double learningRate) {
    double[][] gradients = new double[4][];
    for (int i = 0; i < 4; i++) {
      gradients[i] = new double[parameters[i].length];
    }
    double loss = 0;
    for (int i = 0; i < batch.capacity(); i++) {
      loss += addGradient(examples, batch.get(i), 1.0 / batch.capacity(), gradients);
    }
    update(gradients, learningRate);
    return loss / batch.capacity();
  }

  private double addGradient(Examples examples, int example, double share, double[][] gradients) {
    double[] x = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      x[i] = examples.images().values().get(example * inputs + i);
    }
    double[] h = dense(x, parameters[0], parameters[1]);
    for (int i = 0; i < hidden; i++) {
      h[i] = Math.max(h[i], 0);
    }
    double[] logits = dense(h, parameters[2], parameters[3]);
    int label = examples.labels().get(example);
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double[] error = new double[classes];
    for (int c = 0; c < classes; c++) {
      error[c] = share * (Math.exp(logits[c]) / sum - (c == label ? 1 : 0));
    }
    double[] before = backward(h, error, parameters[2], gradients[2], gradients[3]);
    for (int i = 0; i < hidden; i++) {
      before[i] = h[i] > 0 ? before[i] : 0;
    }
    backward(x, before, parameters[0], gradients[0], gradients[1]);
    return Math.log(sum) - logits[label];
  }

  private static double[] dense(double[] x, double[] weight, double[] bias) {
    double[] y = bias.clone();
    for (int out = 0; out < y.length; out++) {
      for (int in = 0; in < x.length; in++) {
        y[out] += weight[out * x.length + in] * x[in];
      }
    }
    return y;
  }

  private static double[] backward(
      double[] x, double[] error, double[] weight, double[] weightGradient, double[] biasGradient) {
    double[] errorOfX = new double[x.length];
    for (int out = 0; out < error.length; out++) {
      biasGradient[out] += error[out];
      for (int in = 0; in < x.length; in++) {
        weightGradient[out * x.length + in] += error[out] * x[in];
        errorOfX[in] += error[out] * weight[out * x.length + in];
      }
    }
    return errorOfX;
  }

  private void update(double[][] gradients, double learningRate) {
    for (int p = 0; p < parameters.length; p++) {
      double decay = p % 2 == 0 ? sgd.weightDecay() : 0;
      for (int i = 0; i < parameters[p].length; i++) {
        double g = gradients[p][i] + decay * parameters[p][i];
        velocities[p][i] = sgd.momentum() * velocities[p][i] + g;
        parameters[p][i] -= learningRate * velocities[p][i];
      }
    }
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
