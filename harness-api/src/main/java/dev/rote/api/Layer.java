package dev.rote.api;

import java.util.List;

/**
 * A layer of a network. Sealed: a backend compiles a model with an exhaustive {@code switch}, so
 * that a new layer breaks every backend at compile time instead of at run time.
 *
 * <p>{@code x} is a layer's input. Shapes are without the batch axis.
 */
public sealed interface Layer {
  /**
   * Fully connected: {@code [in] -> [units]}, {@code y = W x + b} with W of {@code [units, in]}.
   *
   * @param units outputs, 1 or more
   * @param bias whether b is there
   */
  record Dense(int units, boolean bias) implements Layer {
    public Dense {
      atLeastOne(units, "units of a dense layer");
    }
  }

  /**
   * Two-dimensional convolution (in the field's sense: cross-correlation) with a square kernel and
   * SAME zero padding: {@code [c, h, w] -> [filters, ceil(h / stride), ceil(w / stride)]}. The
   * kernel is {@code [filters, c, kernel, kernel]}, the bias {@code [filters]}.
   *
   * @param filters output channels, 1 or more
   * @param kernel height and width of the kernel, 1 or more
   * @param stride step along both axes, 1 or more
   * @param bias whether a bias is added
   */
  record Conv2d(int filters, int kernel, int stride, boolean bias) implements Layer {
    public Conv2d {
      atLeastOne(filters, "filters of a convolution");
      atLeastOne(kernel, "kernel of a convolution");
      atLeastOne(stride, "stride of a convolution");
    }
  }

  /** Rectifier: {@code max(x, 0)}, with a gradient of 0 at 0. */
  record Relu() implements Layer {}

  /**
   * Maximum over square windows with SAME padding that counts as minus infinity: {@code [c, h, w]
   * -> [c, ceil(h / stride), ceil(w / stride)]}. The gradient of a window goes to its first maximum
   * in row order.
   *
   * @param size height and width of the window, 1 or more
   * @param stride step along both axes, 1 to {@code size}
   */
  record MaxPool(int size, int stride) implements Layer {
    public MaxPool {
      atLeastOne(size, "size of a max-pool");
      atLeastOne(stride, "stride of a max-pool");
      if (stride > size) {
        throw new IllegalArgumentException(
            "the stride of a max-pool is " + stride + ", allowed is 1 to its size, " + size);
      }
    }
  }

  /** Mean over height and width: {@code [c, h, w] -> [c]}. */
  record GlobalMeanPool() implements Layer {}

  /**
   * Local response normalization across channels (Krizhevsky et al. 2012, section 3.3): {@code y_c
   * = x_c / (bias + alpha * sum over j in [c - radius, c + radius] of x_j^2) ^ beta} on {@code [c,
   * h, w]}. Note that alpha is per element, as in TensorFlow, and not divided by the window's size,
   * as in Caffe and PyTorch.
   *
   * @param radius channels on either side, 0 or more
   * @param bias more than 0
   * @param alpha 0 or more
   * @param beta more than 0
   */
  record LocalResponseNormalization(int radius, float bias, float alpha, float beta)
      implements Layer {
    public LocalResponseNormalization {
      if (radius < 0) {
        throw new IllegalArgumentException("the radius is " + radius + ", allowed is 0 or more");
      }
      positive(bias, "bias of a local response normalization");
      if (!(alpha >= 0 && Float.isFinite(alpha))) {
        throw new IllegalArgumentException("the alpha is " + alpha + ", allowed is 0 or more");
      }
      positive(beta, "beta of a local response normalization");
    }
  }

  /**
   * Batch normalization (Ioffe and Szegedy 2015) of each channel of {@code [c, h, w]}, or of each
   * feature of {@code [n]}. In training, {@code y = (x - mean) / sqrt(var + epsilon) * scale +
   * shift}, with the mean and the biased variance of the batch; and the running averages become
   * {@code r = decay * r + (1 - decay) * batch}, with the unbiased variance. In evaluation the
   * running averages take the place of the batch's. With a single value per channel in a batch the
   * unbiased variance is taken to be the biased one, 0.
   *
   * @param epsilon more than 0
   * @param decay 0 or more and less than 1
   * @param scale whether the learned scale is there; the learned shift always is
   */
  record BatchNorm(float epsilon, float decay, boolean scale) implements Layer {
    public BatchNorm {
      positive(epsilon, "epsilon of a batch norm");
      if (!(decay >= 0 && decay < 1)) {
        throw new IllegalArgumentException(
            "the decay of a batch norm is " + decay + ", allowed is 0 or more and less than 1");
      }
    }
  }

  /**
   * Inverted dropout (Srivastava et al. 2014): in training, x times the {@linkplain
   * Batches#dropoutMask mask} that the harness hands over; in evaluation, x.
   *
   * @param rate share of values dropped, 0 or more and less than 1
   */
  record Dropout(float rate) implements Layer {
    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException(
            "the rate of a dropout is " + rate + ", allowed is 0 or more and less than 1");
      }
    }
  }

  /** {@code [c, h, w] -> [c * h * w]}, in that order. */
  record Flatten() implements Layer {}

  /**
   * Runs every branch on x and joins their outputs along the first axis (channels or features).
   *
   * @param branches two or more; an empty one is the identity
   */
  record Concat(List<List<Layer>> branches) implements Layer {
    public Concat {
      branches = branches.stream().map(List::copyOf).toList();
      if (branches.size() < 2) {
        throw new IllegalArgumentException(
            "a concat has " + branches.size() + " branches, allowed is 2 or more");
      }
    }
  }

  /**
   * {@code body(x) + shortcut(x)}, element by element (He et al. 2015).
   *
   * @param body one or more layers
   * @param shortcut empty for the identity
   */
  record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {
    public Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
      if (body.isEmpty()) {
        throw new IllegalArgumentException("the body of a residual is empty");
      }
    }
  }

  private static void atLeastOne(int value, String what) {
    if (value < 1) {
      throw new IllegalArgumentException("the " + what + " is " + value + ", allowed is 1 or more");
    }
  }

  private static void positive(float value, String what) {
    if (!(value > 0 && Float.isFinite(value))) {
      throw new IllegalArgumentException(
          "the " + what + " is " + value + ", allowed is more than 0");
    }
  }
}
