package dev.rote.backend.reference;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Padding;

/** Maximum over windows, which may overlap. Only what lies inside of the image is looked at. */
final class MaxPool implements Operator {
  private final int size;
  private final int stride;
  private final int channels;
  private final int height;
  private final int width;
  private final Padding vertical;
  private final Padding horizontal;
  private int[][] maxima;

  MaxPool(Layer.MaxPool layer, LayerNode node) {
    size = layer.size();
    stride = layer.stride();
    channels = node.input().get(0);
    height = node.input().get(1);
    width = node.input().get(2);
    vertical = Padding.same(height, size, stride);
    horizontal = Padding.same(width, size, stride);
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    int outputs = channels * vertical.output() * horizontal.output();
    maxima = new int[input.length][outputs];
    double[][] output = new double[input.length][outputs];
    for (int n = 0; n < input.length; n++) {
      findMaxima(input[n], maxima[n]);
      for (int i = 0; i < outputs; i++) {
        output[n][i] = input[n][maxima[n][i]];
      }
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] inputGradient = new double[outputGradient.length][channels * height * width];
    for (int n = 0; n < outputGradient.length; n++) {
      for (int i = 0; i < outputGradient[n].length; i++) {
        inputGradient[n][maxima[n][i]] += outputGradient[n][i];
      }
    }
    return inputGradient;
  }

  private void findMaxima(double[] image, int[] maxima) {
    int output = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < vertical.output(); y++) {
        for (int x = 0; x < horizontal.output(); x++) {
          int top = y * stride - vertical.before();
          int left = x * stride - horizontal.before();
          maxima[output++] = firstMaximum(image, c * height, top, left);
        }
      }
    }
  }

  /** Returns the index of the first maximum in row order; a value that is not a number wins. */
  private int firstMaximum(double[] image, int channelRow, int top, int left) {
    int bottom = Math.min(top + size, height);
    int right = Math.min(left + size, width);
    int maximum = (channelRow + Math.max(top, 0)) * width + Math.max(left, 0);
    for (int y = Math.max(top, 0); y < bottom; y++) {
      for (int x = Math.max(left, 0); x < right; x++) {
        int candidate = (channelRow + y) * width + x;
        if (image[candidate] > image[maximum] || Double.isNaN(image[candidate])) {
          maximum = candidate;
        }
      }
    }
    return maximum;
  }
}
