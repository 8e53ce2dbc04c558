package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import dev.rote.api.Layer;

/**
 * Batch norm: PyTorch's, which refuses to train with a single value per channel. That one is its
 * own mean, and its variance is 0.
 *
 * @param scale {@code [c]}; ones if the layer has none
 * @param shift {@code [c]}
 * @param mean {@code [c]}, the running average, updated in training
 * @param variance {@code [c]}, the running average, updated in training
 */
record BatchNorm(
    Layer.BatchNorm layer, NDArray scale, NDArray shift, NDArray mean, NDArray variance)
    implements Operation {
  /** DJL's sign for PyTorch's own, which is 1 for any rank. */
  private static final int CHANNEL_AXIS = -1;

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    return pass.training() && x.size() == shift.size() ? single(x) : usual(x, pass);
  }

  private NDArray usual(NDArray x, Pass pass) {
    return x.getNDArrayInternal()
        .batchNorm(
            x,
            mean,
            variance,
            scale,
            shift,
            CHANNEL_AXIS,
            layer.decay(),
            layer.epsilon(),
            pass.training())
        .head();
  }

  private NDArray single(NDArray x) {
    NDArray values = x.reshape(shift.getShape());
    mean.muli(layer.decay());
    mean.addi(values.stopGradient().mul(1 - layer.decay()));
    variance.muli(layer.decay());
    // Zeros, from which no gradient gets back to x or to the scale.
    return values.sub(values).mul(scale).add(shift).reshape(x.getShape());
  }
}
