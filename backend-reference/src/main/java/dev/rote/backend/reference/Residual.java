package dev.rote.backend.reference;

import java.util.List;

/** The sum of a body and a shortcut. */
final class Residual implements Operator {
  private final Operator body;
  private final Operator shortcut;

  Residual(List<Operator> bodyAndShortcut) {
    body = bodyAndShortcut.get(0);
    shortcut = bodyAndShortcut.get(1);
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    return Matrices.sum(body.forward(input, pass), shortcut.forward(input, pass));
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    return Matrices.sum(body.backward(outputGradient), shortcut.backward(outputGradient));
  }
}
