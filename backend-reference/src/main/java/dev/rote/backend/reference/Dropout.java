package dev.rote.backend.reference;

import dev.rote.api.LayerNode;
import java.nio.FloatBuffer;

/** Multiplies by the harness's mask in training; does nothing in evaluation. */
final class Dropout implements Operator {
  private final LayerNode node;
  private float[] mask;

  Dropout(LayerNode node) {
    this.node = node;
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    return switch (pass) {
      case Pass.Training training -> {
        mask = new float[input.length * node.input().size()];
        training.batches().dropoutMask(training.step(), node, FloatBuffer.wrap(mask));
        yield masked(input);
      }
      case Pass.Evaluation evaluation -> input;
    };
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    return masked(outputGradient);
  }

  private double[][] masked(double[][] rows) {
    int size = node.input().size();
    double[][] masked = new double[rows.length][size];
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < size; i++) {
        masked[n][i] = rows[n][i] * mask[n * size + i];
      }
    }
    return masked;
  }
}
