package dev.rote.backend.tf;

import dev.rote.api.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What flows between layers.
 *
 * @param value an image {@code [n, h, w, c]} or features {@code [n, h * w * c]}
 * @param shape {@code [c, h, w]}: of the image, or of the image that the features were before they
 *     were flattened, which is what their order depends on; other features are {@code [n, 1, 1]}
 * @param flat whether it is features
 * @param differentiable whether a trained parameter came before, so that a gradient is wanted
 */
record Signal(Operand<TFloat32> value, Shape shape, boolean flat, boolean differentiable) {
  /** Returns features in their canonical order. */
  static Signal features(Operand<TFloat32> value, int size, boolean differentiable) {
    return new Signal(value, Shape.of(size, 1, 1), true, differentiable);
  }

  /** Returns the same with another value of the same shape. */
  Signal with(Operand<TFloat32> other) {
    return new Signal(other, shape, flat, differentiable);
  }

  /** Returns the same without a wish for its gradient. */
  Signal asConstant() {
    return new Signal(value, shape, flat, false);
  }

  int channels() {
    return shape.get(0);
  }

  int height() {
    return shape.get(1);
  }

  int width() {
    return shape.get(2);
  }

  /** Returns whether its values are features in another order than outside. */
  boolean permuted() {
    return flat && channels() > 1 && height() * width() > 1;
  }

  /** Returns the order of the weights of {@code units} units that see all of it. */
  ChannelsLast order(int units) {
    return new ChannelsLast(units, channels(), height(), width());
  }
}
