package dev.rote.backend.onnx.graph;

import dev.rote.api.Padding;

/**
 * Square windows over height and width with SAME padding.
 *
 * @param size height and width of a window
 * @param stride step along both axes
 * @param vertical padding of the height
 * @param horizontal padding of the width
 */
record Window(int size, int stride, Padding vertical, Padding horizontal) {
  /** Returns the windows over {@code x [n, c, h, w]}. */
  static Window same(Tensor x, int size, int stride) {
    return new Window(
        size,
        stride,
        Padding.same((int) x.extent(2), size, stride),
        Padding.same((int) x.extent(3), size, stride));
  }

  /** Returns the shape of what has one value per window. */
  long[] output(long count, long channels) {
    return new long[] {count, channels, vertical.output(), horizontal.output()};
  }

  /** Returns the padding in ONNX's order: before both axes, then after both. */
  long[] pads() {
    return new long[] {
      vertical.before(), horizontal.before(), vertical.after(), horizontal.after()
    };
  }

  /** Describes the windows to a convolution or a pool. */
  Node attributes(Node node) {
    return node.integers("kernel_shape", size, size)
        .integers("strides", stride, stride)
        .integers("pads", pads());
  }
}
