package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.rote.api.Layer;

/**
 * Local response normalization, which DJL does not export. The denominator's base, {@code bias +
 * alpha * sum of x^2}, is a 1x1 convolution of {@code x^2} whose kernel is alpha within the radius
 * and 0 elsewhere.
 */
final class LocalResponse implements Operation {
  private static final Shape STRIDE = new Shape(1, 1);
  private static final Shape PADDING = new Shape(0, 0);
  private static final Shape DILATION = new Shape(1, 1);

  private final NDArray band;
  private final NDArray bias;
  private final NDArray beta;
  private final boolean threeQuarters;

  /**
   * @param manager owns the constants
   * @param channels of the input
   */
  LocalResponse(NDManager manager, Layer.LocalResponseNormalization norm, int channels) {
    band =
        NativeMemory.floats(
            manager,
            band(channels, norm.radius(), norm.alpha()),
            new Shape(channels, channels, 1, 1));
    bias = manager.full(new Shape(channels), norm.bias(), DataType.FLOAT32);
    beta = manager.create(norm.beta());
    threeQuarters = norm.beta() == 0.75f;
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray base =
        x.getNDArrayInternal()
            .convolution(x.square(), band, bias, STRIDE, PADDING, DILATION, 1)
            .head();
    return x.div(power(base));
  }

  private NDArray power(NDArray base) {
    if (!threeQuarters) {
      return base.pow(beta);
    }
    // The usual exponent: two square roots are several times faster than a power.
    NDArray root = base.sqrt();
    return root.mul(root.sqrt());
  }

  private static float[] band(int channels, int radius, float alpha) {
    float[] band = new float[channels * channels];
    for (int out = 0; out < channels; out++) {
      int last = Math.min(out + radius, channels - 1);
      for (int in = Math.max(out - radius, 0); in <= last; in++) {
        band[out * channels + in] = alpha;
      }
    }
    return band;
  }
}
