package dev.rote.backend.onnx.graph;

import java.util.Optional;

/**
 * Convolutions with stride 1 in ONNX Runtime's own layout, NCHWc: {@code [n, c / block, h, w,
 * block]}. ONNX Runtime brings convolutions into this layout by itself only where the kernel is a
 * constant, which it never is in training. Tensors in this layout are declared as {@code [n, c, h,
 * w]}, as ONNX Runtime does it.
 */
final class BlockedConvolution {
  private final Graph graph;
  private final long block;

  BlockedConvolution(Graph graph) {
    this.graph = graph;
    block = graph.strategy().channelBlock();
  }

  /**
   * Returns the convolution, {@code [n, out, h, w]}.
   *
   * @param x {@code [n, in, h, w]}, in and out being multiples of the block
   * @param kernel {@code [out, in, k, k]}
   * @param pads before both axes, then after both
   */
  Tensor apply(Tensor x, Tensor kernel, Optional<Tensor> bias, long[] pads) {
    Tensor padded = padded(blocked(x), pads);
    return unblocked(product(padded, kernelInBlocks(kernel), bias));
  }

  /**
   * Returns the gradient of the kernel, {@code [out, in, k, k]}: a convolution of x with dy as its
   * kernel, images and channels having changed places.
   *
   * @param x {@code [n, in, h, w]}, n being a multiple of the block
   * @param dy {@code [n, out, h, w]}, out being a multiple of the block
   * @param pads of x, before both axes, then after both
   */
  Tensor kernelGradient(Tensor x, Tensor dy, long[] pads) {
    Tensor images = padded(blocked(graph.transpose(x, 1, 0, 2, 3)), pads);
    Tensor sums = product(images, imagesInBlocks(blocked(dy)), Optional.empty());
    return graph.transpose(unblocked(sums), 1, 0, 2, 3);
  }

  private Tensor product(Tensor x, Tensor kernel, Optional<Tensor> bias) {
    Node node = graph.node(Kernels.BLOCKED_DOMAIN, "Conv").inputs(x, kernel);
    bias.ifPresent(node::inputs);
    return node.integers("kernel_shape", kernel.extent(2), kernel.extent(3))
        .output(
            ElementType.FLOAT,
            x.extent(0),
            kernel.extent(0),
            x.extent(2) - kernel.extent(2) + 1,
            x.extent(3) - kernel.extent(3) + 1);
  }

  private Tensor blocked(Tensor x) {
    return graph.node(Kernels.BLOCKED_DOMAIN, "ReorderInput").inputs(x).output(x);
  }

  private Tensor unblocked(Tensor x) {
    return graph
        .node(Kernels.BLOCKED_DOMAIN, "ReorderOutput")
        .inputs(x)
        .integer("channels", x.extent(1))
        .integer("channels_last", 0)
        .output(x);
  }

  /** Pads in a step of its own: the convolution is slow at edges, and copying is not. */
  private Tensor padded(Tensor x, long[] pads) {
    long[] shape = x.shape();
    if (pads[0] + pads[1] + pads[2] + pads[3] == 0) {
      return x;
    }
    long blocks = shape[1] / block;
    Tensor rows = graph.reshape(x, shape[0], blocks, shape[2], shape[3], block);
    long height = shape[2] + pads[0] + pads[2];
    long width = shape[3] + pads[1] + pads[3];
    Tensor padded =
        graph
            .node("Pad")
            .inputs(rows, graph.integers(0, 0, pads[0], pads[1], 0, 0, 0, pads[2], pads[3], 0))
            .output(ElementType.FLOAT, shape[0], blocks, height, width, block);
    return graph.reshape(padded, shape[0], shape[1], height, width);
  }

  /** {@code [out, in, k, k] -> [out / block, in / block, k, k, block of in, block of out]}. */
  private Tensor kernelInBlocks(Tensor kernel) {
    long[] shape = kernel.shape();
    Tensor split =
        graph.reshape(kernel, shape[0] / block, block, shape[1] / block, block, shape[2], shape[3]);
    return graph.reshape(graph.transpose(split, 0, 2, 4, 5, 3, 1), shape);
  }

  /**
   * {@code [n, out / block, h, w, block of out] -> [out / block, n / block, h, w, block of n, block
   * of out]}: a kernel for images that have become channels.
   */
  private Tensor imagesInBlocks(Tensor dy) {
    long[] shape = dy.shape();
    long pixels = shape[2] * shape[3];
    Tensor split = graph.reshape(dy, shape[0] / block, block, shape[1] / block, pixels, block);
    return graph.reshape(
        graph.transpose(split, 2, 0, 3, 1, 4), shape[1], shape[0], shape[2], shape[3]);
  }
}
