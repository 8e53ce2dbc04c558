package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The sum of two branches, whose output gradient is that of both. */
final class Residual extends BranchedOperator {
  Residual(Memory memory, List<Operator> branches, INDArray input) {
    super(memory, branches, input, memory.like(branches.getFirst().output()));
    forward.add(memory.operation("add", outputs(branches), List.of(output)));
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    List<INDArray> inputGradients =
        branches.stream().map(branch -> branch.connect(outputGradient, wanted)).toList();
    branches.forEach(branch -> backward.add(branch::backward));
    INDArray inputGradient = memory.like(input);
    if (wanted) {
      backward.add(memory.operation("add", inputGradients, List.of(inputGradient)));
    }
    return inputGradient;
  }
}
