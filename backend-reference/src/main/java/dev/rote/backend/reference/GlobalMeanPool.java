package dev.rote.backend.reference;

import dev.rote.api.LayerNode;
import java.util.Arrays;

/** Mean of each channel. */
final class GlobalMeanPool implements Operator {
  private final int channels;
  private final int positions;

  GlobalMeanPool(LayerNode node) {
    channels = node.input().get(0);
    positions = node.input().size() / channels;
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    double[][] output = new double[input.length][channels];
    for (int n = 0; n < input.length; n++) {
      for (int c = 0; c < channels; c++) {
        double sum = 0;
        for (int i = c * positions; i < (c + 1) * positions; i++) {
          sum += input[n][i];
        }
        output[n][c] = sum / positions;
      }
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] inputGradient = new double[outputGradient.length][channels * positions];
    for (int n = 0; n < outputGradient.length; n++) {
      for (int c = 0; c < channels; c++) {
        double share = outputGradient[n][c] / positions;
        Arrays.fill(inputGradient[n], c * positions, (c + 1) * positions, share);
      }
    }
    return inputGradient;
  }
}
