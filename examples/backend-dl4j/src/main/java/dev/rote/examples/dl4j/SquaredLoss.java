package dev.rote.examples.dl4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Half the squared distance of the logits from the one-hot labels, mean over the batch. Both are as
 * small as a batch's logits, and computed in Java.
 */
final class SquaredLoss implements BatchLoss {
  private final int classes;
  private final FloatBuffer logits;
  private final INDArray gradient;
  private final FloatBuffer gradientBuffer;

  SquaredLoss(Memory memory, INDArray logits) {
    classes = (int) logits.size(1);
    this.logits = Memory.buffer(logits);
    gradient = memory.like(logits);
    gradientBuffer = Memory.buffer(gradient);
  }

  @Override
  public INDArray gradient() {
    return gradient;
  }

  @Override
  public float compute(IntBuffer labels, IntBuffer indices) {
    int batchSize = indices.remaining();
    double sum = 0;
    for (int n = 0; n < batchSize; n++) {
      int label = labels.get(indices.get(n));
      for (int k = 0; k < classes; k++) {
        int place = n * classes + k;
        double distance = logits.get(place) - (k == label ? 1.0 : 0.0);
        sum += distance * distance / 2;
        gradientBuffer.put(place, (float) (distance / batchSize));
      }
    }
    return (float) (sum / batchSize);
  }
}
