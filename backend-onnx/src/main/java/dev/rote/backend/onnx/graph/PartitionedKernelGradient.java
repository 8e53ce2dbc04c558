package dev.rote.backend.onnx.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradient of a convolution's kernel with stride 1 as a sum of convolutions over a few images
 * each: x is convolved with dy as the kernel, images and channels having changed places. Over all
 * images at once, dy would be so large a kernel that every row of the result fetches it from memory
 * again.
 */
final class PartitionedKernelGradient {
  /** As many images as one product of a convolution sums up at once. */
  private static final int IMAGES = 8;

  /** Half of the second-level cache of usual processors, in bytes. */
  private static final long CACHE = 1 << 19;

  /** With smaller kernels there are too few results for every element that is fetched. */
  private static final int SMALLEST_KERNEL = 5;

  /** With fewer channels there are too few results, too. */
  private static final int FEWEST_CHANNELS = 16;

  private PartitionedKernelGradient() {}

  /** Returns whether this is the fast way to the gradient. */
  static boolean suits(Tensor x, Window window, Tensor dy) {
    long images = x.extent(0);
    return window.stride() == 1
        && window.size() >= SMALLEST_KERNEL
        && x.extent(1) >= FEWEST_CHANNELS
        && images % IMAGES == 0
        && dy.size() / images * IMAGES * Float.BYTES <= CACHE;
  }

  /**
   * Returns the gradient, {@code [out, in, k, k]}.
   *
   * @param x {@code [n, in, h, w]}
   * @param dy {@code [n, out, h, w]}
   */
  static Tensor apply(Graph graph, Tensor x, Window window, Tensor dy) {
    List<Tensor> images = graph.parts(x, IMAGES);
    List<Tensor> kernels = graph.parts(dy, IMAGES);
    Tensor[] addends =
        IntStream.range(0, images.size())
            .mapToObj(i -> convolution(graph, images.get(i), window, kernels.get(i)))
            .toArray(Tensor[]::new);
    Tensor sum = graph.node("Sum").inputs(addends).output(addends[0]);
    return graph.transpose(sum, 1, 0, 2, 3);
  }

  private static Tensor convolution(Graph graph, Tensor x, Window window, Tensor dy) {
    Tensor image = graph.transpose(x, 1, 0, 2, 3);
    Tensor kernel = graph.transpose(dy, 1, 0, 2, 3);
    return graph
        .node("Conv")
        .inputs(image, kernel)
        .integers("kernel_shape", dy.extent(2), dy.extent(3))
        .integers("pads", window.pads())
        .output(ElementType.FLOAT, x.extent(1), dy.extent(1), window.size(), window.size());
  }
}
