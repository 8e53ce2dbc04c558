package dev.rote.examples.dl4j;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax cross-entropy, mean over the batch. Its gradient is {@code (softmax - one-hot) / n}; the
 * labels' part of both is a number for each example and computed in Java.
 */
final class CrossEntropy implements BatchLoss {
  private final int classes;
  private final INDArray gradient;
  private final FloatBuffer gradientBuffer;
  private final FloatBuffer logProbabilities;
  private final NativeOp logSoftmax;
  private final NativeOp softmax;

  CrossEntropy(Memory memory, INDArray logits) {
    classes = (int) logits.size(1);
    INDArray logarithms = memory.like(logits);
    gradient = memory.like(logits);
    logProbabilities = Memory.buffer(logarithms);
    gradientBuffer = Memory.buffer(gradient);
    logSoftmax = memory.operation("log_softmax", List.of(logits), List.of(logarithms), 1);
    softmax = memory.operation("softmax", List.of(logits), List.of(gradient), 1);
  }

  @Override
  public INDArray gradient() {
    return gradient;
  }

  @Override
  public float compute(IntBuffer labels, IntBuffer indices) {
    logSoftmax.run();
    softmax.run();
    int batchSize = indices.remaining();
    double sum = 0;
    for (int n = 0; n < batchSize; n++) {
      int place = n * classes + labels.get(indices.get(n));
      sum -= logProbabilities.get(place);
      gradientBuffer.put(place, gradientBuffer.get(place) - 1);
    }
    for (int i = 0; i < batchSize * classes; i++) {
      gradientBuffer.put(i, gradientBuffer.get(i) / batchSize);
    }
    return (float) (sum / batchSize);
  }
}
