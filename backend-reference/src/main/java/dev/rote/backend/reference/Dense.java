package dev.rote.backend.reference;

import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.Optional;

/** Fully connected: with examples as rows, {@code Y = X W^T + b}. */
final class Dense implements Operator {
  private final Parameter weight;
  private final Optional<Parameter> bias;
  private double[][] input;

  Dense(LayerNode node, ParameterStore parameters) {
    weight = parameters.get(node, Role.WEIGHT);
    bias = parameters.find(node, Role.BIAS);
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    this.input = input;
    double[][] output = Matrices.product(input, Matrices.transpose(weight.value()));
    bias.ifPresent(b -> addToRows(b.value()[0], output));
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    Matrices.addProduct(Matrices.transpose(outputGradient), input, weight.gradient());
    bias.ifPresent(b -> addRowsTo(b.gradient()[0], outputGradient));
    return Matrices.product(outputGradient, weight.value());
  }

  private static void addToRows(double[] addend, double[][] rows) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] += addend[i];
      }
    }
  }

  private static void addRowsTo(double[] sum, double[][] rows) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        sum[i] += row[i];
      }
    }
  }
}
