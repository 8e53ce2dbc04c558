package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Operators one after the other; none is the identity. */
record Sequence(List<Operator> operators, INDArray input) implements Operator {
  @Override
  public INDArray output() {
    return operators.isEmpty() ? input : operators.getLast().output();
  }

  @Override
  public boolean trained() {
    return operators.stream().anyMatch(Operator::trained);
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray gradient = outputGradient;
    for (int i = operators.size() - 1; i >= 0; i--) {
      boolean trainedBefore = operators.subList(0, i).stream().anyMatch(Operator::trained);
      gradient = operators.get(i).connect(gradient, wanted || trainedBefore);
    }
    return gradient;
  }

  @Override
  public void forward(Pass pass) {
    operators.forEach(operator -> operator.forward(pass));
  }

  @Override
  public void backward() {
    operators.reversed().forEach(Operator::backward);
  }
}
