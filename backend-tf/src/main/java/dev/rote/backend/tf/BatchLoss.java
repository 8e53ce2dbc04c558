package dev.rote.backend.tf;

import dev.rote.api.TrainingPlan;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The loss of a batch, and where its gradient begins. What TensorFlow would add to the graph for
 * that computes the loss once more, and for a cross-entropy of labels that are indices it would add
 * nothing.
 *
 * @param mean over the examples, a scalar
 * @param errors the gradient of each example's own loss by its logits, {@code [n, classes]}
 */
record BatchLoss(Operand<TFloat32> mean, Operand<TFloat32> errors) {
  /**
   * Adds the loss of the plan.
   *
   * @param logits {@code [n, classes]}
   * @param labels {@code [n]}
   */
  static BatchLoss of(Ops tf, TrainingPlan plan, Operand<TFloat32> logits, Operand<TInt64> labels) {
    Operand<TFloat32> expected =
        tf.oneHot(labels, tf.constant(plan.model().classes()), tf.constant(1f), tf.constant(0f));
    return switch (plan.loss()) {
      case CROSS_ENTROPY -> crossEntropy(tf, logits, expected);
      case SQUARED -> squared(tf, plan.batchSize(), logits, expected);
    };
  }

  /** With one-hot labels: the operation for indices has no deterministic kernel for a GPU. */
  private static BatchLoss crossEntropy(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> expected) {
    SoftmaxCrossEntropyWithLogits<TFloat32> entropy =
        tf.nn.softmaxCrossEntropyWithLogits(logits, expected);
    return new BatchLoss(tf.math.mean(entropy.loss(), tf.constant(0)), entropy.backprop());
  }

  private static BatchLoss squared(
      Ops tf, int batchSize, Operand<TFloat32> logits, Operand<TFloat32> expected) {
    Operand<TFloat32> distance = tf.math.sub(logits, expected);
    // Half the sum of the squares, of the whole batch.
    Operand<TFloat32> sum = tf.nn.l2Loss(distance);
    return new BatchLoss(tf.math.div(sum, tf.constant((float) batchSize)), distance);
  }
}
