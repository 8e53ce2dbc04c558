package dev.rote.backend.tf;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.LocalResponseNormalization;
import org.tensorflow.op.nn.LocalResponseNormalizationGrad;
import org.tensorflow.types.TFloat32;

/** Local response normalization and batch normalization. */
final class Normalizations {
  private final NetworkCopy copy;
  private final Ops tf;

  Normalizations(NetworkCopy copy) {
    this.copy = copy;
    tf = copy.tf();
  }

  /**
   * Local response normalization with a gradient of its own: the one that TensorFlow adds has the
   * default attributes of {@code LRNGrad} whatever those of the forward operation are, and says
   * nothing.
   */
  Forward localResponse(Layer.LocalResponseNormalization norm, Signal x) {
    Operand<TFloat32> y =
        tf.nn.localResponseNormalization(
            x.value(),
            LocalResponseNormalization.depthRadius((long) norm.radius()),
            LocalResponseNormalization.bias(norm.bias()),
            LocalResponseNormalization.alpha(norm.alpha()),
            LocalResponseNormalization.beta(norm.beta()));
    return new Forward(
        x.with(y),
        gradient ->
            Optional.of(
                tf.nn.localResponseNormalizationGrad(
                    gradient,
                    x.value(),
                    y,
                    LocalResponseNormalizationGrad.depthRadius((long) norm.radius()),
                    LocalResponseNormalizationGrad.bias(norm.bias()),
                    LocalResponseNormalizationGrad.alpha(norm.alpha()),
                    LocalResponseNormalizationGrad.beta(norm.beta()))));
  }

  Forward batchNorm(LayerNode node, Layer.BatchNorm norm, Signal x) {
    Statistics statistics = statistics(node, x);
    boolean training = copy.masks().isPresent();
    FusedBatchNorm<TFloat32, TFloat32> normalized =
        tf.nn.fusedBatchNorm(
            image(x),
            statistics.scale(),
            statistics.shift(),
            training ? none() : statistics.mean(),
            training ? none() : statistics.variance(),
            FusedBatchNorm.epsilon(norm.epsilon()),
            FusedBatchNorm.isTraining(training));
    if (training) {
      average(node, Role.RUNNING_MEAN, norm, statistics.mean(), normalized.batchMean());
      average(node, Role.RUNNING_VARIANCE, norm, statistics.variance(), normalized.batchVariance());
    }
    Operand<TFloat32> y =
        x.flat() ? tf.reshape(normalized.y(), tf.array(-1, x.shape().size())) : normalized.y();
    return new Forward(
        new Signal(y, x.shape(), x.flat(), true),
        gradient -> copy.differentiate(node, x, y, gradient));
  }

  /**
   * What a batch norm reads.
   *
   * @param scale the parameter, or ones
   */
  private record Statistics(
      Operand<TFloat32> scale,
      Operand<TFloat32> shift,
      Operand<TFloat32> mean,
      Operand<TFloat32> variance) {}

  private Statistics statistics(LayerNode node, Signal x) {
    ChannelsLast order = x.flat() ? x.order(1) : ChannelsLast.vector(x.channels());
    Shape shape = Shape.of(order.size());
    return new Statistics(
        copy.parameter(node, Role.SCALE, order, shape)
            .orElseGet(() -> tf.fill(tf.array(order.size()), tf.constant(1f))),
        copy.parameter(node, Role.SHIFT, order, shape).orElseThrow(),
        copy.parameter(node, Role.RUNNING_MEAN, order, shape).orElseThrow(),
        copy.parameter(node, Role.RUNNING_VARIANCE, order, shape).orElseThrow());
  }

  /** Features are images of one pixel. */
  private Operand<TFloat32> image(Signal x) {
    return x.flat() ? tf.reshape(x.value(), tf.array(-1, 1, 1, x.shape().size())) : x.value();
  }

  /** In training the operation wants no running statistics. */
  private Operand<TFloat32> none() {
    return tf.constant(new float[0]);
  }

  private void average(
      LayerNode node,
      Role role,
      Layer.BatchNorm norm,
      Operand<TFloat32> running,
      Operand<TFloat32> batch) {
    Operand<TFloat32> kept = tf.math.mul(running, tf.constant(norm.decay()));
    Operand<TFloat32> added = tf.math.mul(batch, tf.constant(1 - norm.decay()));
    copy.update(node, role, tf.math.add(kept, added));
  }
}
