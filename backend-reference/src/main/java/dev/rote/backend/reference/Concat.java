package dev.rote.backend.reference;

import dev.rote.api.LayerNode;
import java.util.List;

/** Branches side by side. Flattened, channels of one branch follow those of the one before. */
final class Concat implements Operator {
  private final List<Operator> branches;
  private final int inputSize;
  private final int outputSize;
  private final int[] sizes;

  Concat(LayerNode node, List<Operator> branches) {
    this.branches = branches;
    inputSize = node.input().size();
    outputSize = node.output().size();
    sizes = new int[branches.size()];
  }

  @Override
  public double[][] forward(double[][] input, Pass pass) {
    double[][] output = new double[input.length][outputSize];
    int offset = 0;
    for (int branch = 0; branch < sizes.length; branch++) {
      double[][] part = branches.get(branch).forward(input, pass);
      sizes[branch] = part[0].length;
      for (int n = 0; n < input.length; n++) {
        System.arraycopy(part[n], 0, output[n], offset, sizes[branch]);
      }
      offset += sizes[branch];
    }
    return output;
  }

  @Override
  public double[][] backward(double[][] outputGradient) {
    double[][] inputGradient = new double[outputGradient.length][inputSize];
    int offset = 0;
    for (int branch = 0; branch < sizes.length; branch++) {
      double[][] part = new double[outputGradient.length][sizes[branch]];
      for (int n = 0; n < part.length; n++) {
        System.arraycopy(outputGradient[n], offset, part[n], 0, sizes[branch]);
      }
      Matrices.add(branches.get(branch).backward(part), inputGradient);
      offset += sizes[branch];
    }
    return inputGradient;
  }
}
