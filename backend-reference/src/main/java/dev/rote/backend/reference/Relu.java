package dev.rote.backend.reference;

/** Rectifier. A value that is not a number stays one, so that a divergence is not hidden. */
final class Relu implements Operator {
  private double[][] input;

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    this.input = input;
    double[][] output = new double[input.length][input[0].length];
    for (int n = 0; n < input.length; n++) {
      for (int i = 0; i < input[n].length; i++) {
        output[n][i] = Math.max(input[n][i], 0);
      }
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] inputGradient = new double[input.length][input[0].length];
    for (int n = 0; n < input.length; n++) {
      for (int i = 0; i < input[n].length; i++) {
        inputGradient[n][i] = input[n][i] > 0 ? outputGradient[n][i] : 0;
      }
    }
    return inputGradient;
  }
}
