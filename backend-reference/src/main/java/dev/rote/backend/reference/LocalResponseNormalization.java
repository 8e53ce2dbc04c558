package dev.rote.backend.reference;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;

/**
 * {@code y_c = x_c s_c^-beta} with {@code s_c = bias + alpha * sum of x_j^2} over the channels j
 * within the radius of c. An input acts on its own output and, through s, on its neighbours':
 *
 * <pre>{@code
 * dx_c = dy_c s_c^-beta - 2 alpha beta x_c * sum over j of dy_j x_j s_j^(-beta - 1)
 * }</pre>
 */
final class LocalResponseNormalization implements Operator {
  private final Layer.LocalResponseNormalization layer;
  private final int channels;
  private final int positions;
  private double[][] input;
  private double[][] sums;
  private double[][] powers;

  LocalResponseNormalization(Layer.LocalResponseNormalization layer, LayerNode node) {
    this.layer = layer;
    channels = node.input().get(0);
    positions = node.input().size() / channels;
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    this.input = input;
    sums = new double[input.length][];
    powers = new double[input.length][channels * positions];
    double[][] output = new double[input.length][channels * positions];
    for (int n = 0; n < input.length; n++) {
      double[] x = input[n];
      sums[n] = sums(x);
      for (int i = 0; i < x.length; i++) {
        powers[n][i] = StrictMath.pow(sums[n][i], -(double) layer.beta());
        output[n][i] = x[i] * powers[n][i];
      }
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] inputGradient = new double[input.length][channels * positions];
    double factor = 2.0 * layer.alpha() * layer.beta();
    for (int n = 0; n < input.length; n++) {
      double[] dy = outputGradient[n];
      double[] x = input[n];
      double[] shares = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        shares[i] = dy[i] * x[i] * powers[n][i] / sums[n][i];
      }
      double[] neighbours = new double[x.length];
      addNeighbours(shares, neighbours);
      for (int i = 0; i < x.length; i++) {
        inputGradient[n][i] = dy[i] * powers[n][i] - factor * x[i] * neighbours[i];
      }
    }
    return inputGradient;
  }

  private double[] sums(double[] x) {
    double[] squares = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      squares[i] = x[i] * x[i];
    }
    double[] sums = new double[x.length];
    addNeighbours(squares, sums);
    for (int i = 0; i < x.length; i++) {
      sums[i] = layer.bias() + layer.alpha() * sums[i];
    }
    return sums;
  }

  /** Adds to each value those at the same position of the channels within the radius. */
  private void addNeighbours(double[] values, double[] sums) {
    for (int c = 0; c < channels; c++) {
      int last = (int) Math.min((long) c + layer.radius(), channels - 1);
      for (int j = Math.max(c - layer.radius(), 0); j <= last; j++) {
        for (int p = 0; p < positions; p++) {
          sums[c * positions + p] += values[j * positions + p];
        }
      }
    }
  }
}
