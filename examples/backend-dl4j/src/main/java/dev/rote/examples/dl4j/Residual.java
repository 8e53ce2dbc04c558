package dev.rote.examples.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The sum of two branches, whose output gradient is that of both. */
final class Residual implements Operator {
  private final Memory memory;
  private final List<Operator> branches;
  private final INDArray input;
  private final INDArray output;
  private final NativeOp forward;
  private final List<NativeOp> sum = new ArrayList<>();

  Residual(Memory memory, List<Operator> branches, INDArray input) {
    this.memory = memory;
    this.branches = branches;
    this.input = input;
    List<INDArray> outputs = branches.stream().map(Operator::output).toList();
    output = memory.like(outputs.getFirst());
    forward = memory.operation("add", outputs, List.of(output));
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public boolean trained() {
    return branches.stream().anyMatch(Operator::trained);
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    List<INDArray> inputGradients =
        branches.stream().map(branch -> branch.connect(outputGradient, wanted)).toList();
    INDArray inputGradient = memory.like(input);
    if (wanted) {
      sum.add(memory.operation("add", inputGradients, List.of(inputGradient)));
    }
    return inputGradient;
  }

  @Override
  public void forward(Pass pass) {
    branches.forEach(branch -> branch.forward(pass));
    forward.run();
  }

  @Override
  public void backward() {
    branches.forEach(Operator::backward);
    sum.forEach(NativeOp::run);
  }
}
