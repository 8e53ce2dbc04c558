package dev.rote.examples.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Branches side by side along the first axis after the batch's. */
final class Concat implements Operator {
  private final Memory memory;
  private final List<Operator> branches;
  private final INDArray input;
  private final INDArray output;
  private final NativeOp forward;
  private final List<NativeOp> split = new ArrayList<>();
  private final List<NativeOp> sum = new ArrayList<>();

  Concat(Memory memory, List<Operator> branches, INDArray input) {
    this.memory = memory;
    this.branches = branches;
    this.input = input;
    List<INDArray> outputs = branches.stream().map(Operator::output).toList();
    long[] shape = outputs.getFirst().shape().clone();
    shape[1] = outputs.stream().mapToLong(array -> array.size(1)).sum();
    output = memory.array(shape);
    forward = memory.operation("concat", outputs, List.of(output), 1);
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
    List<INDArray> inputGradients = new ArrayList<>();
    INDArray rows = Shapes.rows(outputGradient);
    long first = 0;
    for (Operator branch : branches) {
      INDArray own = memory.like(branch.output());
      INDArray ownRows = Shapes.rows(own);
      INDArray part =
          rows.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + ownRows.size(1)));
      split.add(memory.operation("assign", List.of(ownRows, part), List.of(ownRows)));
      first += ownRows.size(1);
      inputGradients.add(branch.connect(own, wanted));
    }
    INDArray inputGradient = memory.like(input);
    if (wanted) {
      // One addition after the other: libnd4j's sum of many takes fifty times as long.
      INDArray total = inputGradients.getFirst();
      for (INDArray next : inputGradients.subList(1, inputGradients.size())) {
        sum.add(memory.operation("add", List.of(total, next), List.of(inputGradient)));
        total = inputGradient;
      }
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
    split.forEach(NativeOp::run);
    branches.forEach(Operator::backward);
    sum.forEach(NativeOp::run);
  }
}
