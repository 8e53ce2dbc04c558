package dev.rote.examples.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Branches side by side along the first axis after the batch's. */
final class Concat extends BranchedOperator {
  Concat(Memory memory, List<Operator> branches, INDArray input) {
    super(memory, branches, input, memory.array(shape(outputs(branches))));
    forward.add(memory.operation("concat", outputs(branches), List.of(output), 1));
  }

  private static long[] shape(List<INDArray> outputs) {
    long[] shape = outputs.getFirst().shape().clone();
    shape[1] = outputs.stream().mapToLong(array -> array.size(1)).sum();
    return shape;
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
      backward.add(memory.operation("assign", List.of(ownRows, part), List.of(ownRows)));
      first += ownRows.size(1);
      inputGradients.add(branch.connect(own, wanted));
    }
    branches.forEach(branch -> backward.add(branch::backward));
    INDArray inputGradient = memory.like(input);
    if (wanted) {
      // One addition after the other: libnd4j's sum of many takes fifty times as long.
      INDArray total = inputGradients.getFirst();
      for (INDArray next : inputGradients.subList(1, inputGradients.size())) {
        backward.add(memory.operation("add", List.of(total, next), List.of(inputGradient)));
        total = inputGradient;
      }
    }
    return inputGradient;
  }
}
