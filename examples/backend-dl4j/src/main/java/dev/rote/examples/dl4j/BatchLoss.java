package dev.rote.examples.dl4j;

import dev.rote.api.Loss;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss of a batch, mean over its examples, and where its gradient begins. */
interface BatchLoss {
  /**
   * @param logits {@code [n, classes]}, which each forward pass fills
   */
  static BatchLoss of(Loss loss, Memory memory, INDArray logits) {
    return switch (loss) {
      case CROSS_ENTROPY -> new CrossEntropy(memory, logits);
      case SQUARED -> new SquaredLoss(memory, logits);
    };
  }

  /** Returns the gradient with respect to the logits, which {@link #compute} fills. */
  INDArray gradient();

  /** Returns the loss of the examples with these indices. */
  float compute(IntBuffer labels, IntBuffer indices);
}
