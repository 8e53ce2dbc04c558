package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An operator that joins the outputs of branches, all of which have its input. */
abstract class BranchedOperator extends RecordedOperator {
  final List<Operator> branches;

  BranchedOperator(Memory memory, List<Operator> branches, INDArray input, INDArray output) {
    super(memory, input, output);
    this.branches = branches;
  }

  @Override
  public final boolean trained() {
    return branches.stream().anyMatch(Operator::trained);
  }

  @Override
  public final void forward(Pass pass) {
    branches.forEach(branch -> branch.forward(pass));
    super.forward(pass);
  }

  /** Returns what the branches put out. */
  static List<INDArray> outputs(List<Operator> branches) {
    return branches.stream().map(Operator::output).toList();
  }
}
