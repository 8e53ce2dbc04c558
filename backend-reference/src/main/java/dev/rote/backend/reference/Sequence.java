package dev.rote.backend.reference;

import java.util.List;

/** Operators one after the other; none at all is the identity. */
final class Sequence implements Operator {
  private final List<Operator> operators;

  Sequence(List<Operator> operators) {
    this.operators = List.copyOf(operators);
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    double[][] output = input;
    for (Operator operator : operators) {
      output = operator.forward(output, pass);
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] gradient = outputGradient;
    for (Operator operator : operators.reversed()) {
      gradient = operator.backward(gradient);
    }
    return gradient;
  }
}
