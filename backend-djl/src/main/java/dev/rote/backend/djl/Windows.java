package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Padding;

/**
 * Convolutions and max-pools with SAME padding. PyTorch's kernels pad both ends of an axis alike;
 * where SAME wants one more element at the end, the input is padded in a step of its own unless the
 * kernel can be had to do the same.
 */
final class Windows {
  private static final Shape NONE = new Shape(0, 0);

  private Windows() {}

  static Operation conv2d(LayerNode node, Layer.Conv2d conv, NDArray kernel, NDArray bias) {
    Padding vertical = Padding.same(node.input().get(1), conv.kernel(), conv.stride());
    Padding horizontal = Padding.same(node.input().get(2), conv.kernel(), conv.stride());
    boolean alike = alike(vertical) && alike(horizontal);
    Shape padding = alike ? new Shape(vertical.before(), horizontal.before()) : NONE;
    Shape stride = new Shape(conv.stride(), conv.stride());
    Shape dilation = new Shape(1, 1);
    Operation convolution =
        (x, pass) ->
            x.getNDArrayInternal()
                .convolution(x, kernel, bias, stride, padding, dilation, 1)
                .head();
    return alike ? convolution : pad(vertical, horizontal, 0).then(convolution);
  }

  static Operation maxPool(LayerNode node, Layer.MaxPool pool) {
    Padding vertical = Padding.same(node.input().get(1), pool.size(), pool.stride());
    Padding horizontal = Padding.same(node.input().get(2), pool.size(), pool.stride());
    // PyTorch's max-pool ignores its padding, and with "ceil mode" its last window may end beyond
    // the input: SAME, if that gives as many windows.
    boolean ceilMode =
        fitsCeilMode(node.input().get(1), pool, vertical)
            && fitsCeilMode(node.input().get(2), pool, horizontal);
    if (ceilMode) {
      return pooling(pool, new Shape(vertical.before(), horizontal.before()), true);
    }
    return pad(vertical, horizontal, Double.NEGATIVE_INFINITY).then(pooling(pool, NONE, false));
  }

  private static Operation pooling(Layer.MaxPool pool, Shape padding, boolean ceilMode) {
    Shape size = new Shape(pool.size(), pool.size());
    Shape stride = new Shape(pool.stride(), pool.stride());
    return (x, pass) -> x.getNDArrayInternal().maxPool(size, stride, padding, ceilMode);
  }

  private static boolean fitsCeilMode(int input, Layer.MaxPool pool, Padding same) {
    int padded = input + 2 * same.before();
    if (2 * same.before() > pool.size() || padded < pool.size()) {
      return false;
    }
    int windows = Math.ceilDiv(padded - pool.size(), pool.stride()) + 1;
    // PyTorch drops a last window that would start beyond the input.
    boolean dropped = (windows - 1) * pool.stride() >= input + same.before();
    return (dropped ? windows - 1 : windows) == same.output();
  }

  private static Operation pad(Padding vertical, Padding horizontal, double value) {
    Shape lastAxisFirst =
        new Shape(horizontal.before(), horizontal.after(), vertical.before(), vertical.after());
    return (x, pass) -> x.pad(lastAxisFirst, value);
  }

  private static boolean alike(Padding padding) {
    return padding.before() == padding.after();
  }
}
