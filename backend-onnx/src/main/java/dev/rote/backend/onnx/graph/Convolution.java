package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import dev.rote.api.Padding;
import java.util.List;
import java.util.Optional;

/** Convolution with SAME padding. */
final class Convolution {
  /** Far beyond the end of any axis, where a slice may begin or end. */
  private static final long END = Integer.MAX_VALUE;

  private final Graph graph;
  private final Tensor x;
  private final Tensor kernel;
  private final Optional<Tensor> bias;
  private final Window window;

  private Convolution(Graph graph, Tensor x, Tensor kernel, Optional<Tensor> bias, Window window) {
    this.graph = graph;
    this.x = x;
    this.kernel = kernel;
    this.bias = bias;
    this.window = window;
  }

  /**
   * @param x {@code [n, in, h, w]}
   * @param kernel {@code [out, in, k, k]}
   * @param bias {@code [out]}
   */
  static Tensor apply(
      Tape tape, Tensor x, Layer.Conv2d layer, Tensor kernel, Optional<Tensor> bias) {
    Window window = Window.same(x, layer.kernel(), layer.stride());
    Convolution convolution = new Convolution(tape.graph(), x, kernel, bias, window);
    List<Tensor> inputs = bias.map(b -> List.of(x, kernel, b)).orElse(List.of(x, kernel));
    return tape.record(convolution.output(), inputs, dy -> convolution.differentiate(tape, dy));
  }

  private Tensor output() {
    if (inBlocks()) {
      return new BlockedConvolution(graph).apply(x, kernel, bias, window.pads());
    }
    Node node = window.attributes(graph.node("Conv").inputs(x, kernel));
    bias.ifPresent(node::inputs);
    return node.output(ElementType.FLOAT, window.output(x.extent(0), kernel.extent(0)));
  }

  private void differentiate(Tape tape, Tensor dy) {
    differentiateParameters(tape, dy);
    if (tape.wanted(x)) {
      tape.add(x, window.stride() == 1 ? inputGradient(dy) : stridedInputGradient(dy));
    }
  }

  private void differentiateParameters(Tape tape, Tensor dy) {
    switch (graph.strategy().parameterGradients()) {
      case STANDARD -> addGradients(tape, kernelGradient(dy), dy);
      case CONV_GRAD -> {
        if (PartitionedKernelGradient.suits(x, window, dy)) {
          addGradients(tape, PartitionedKernelGradient.apply(graph, x, window, dy), dy);
        } else {
          differentiateByOperator(tape, dy);
        }
      }
    }
  }

  private void addGradients(Tape tape, Tensor ofKernel, Tensor dy) {
    tape.add(kernel, ofKernel);
    bias.ifPresent(b -> tape.add(b, new Channels(graph, dy).sum(dy)));
  }

  /** {@code ConvGrad}, whose first output, the gradient of x, is not asked for. */
  private void differentiateByOperator(Tape tape, Tensor dy) {
    List<Tensor> parameters = bias.map(b -> List.of(kernel, b)).orElse(List.of(kernel));
    List<Tensor> gradients =
        window
            .attributes(graph.node(Kernels.DOMAIN, "ConvGrad").inputs(dy, x, kernel))
            .integers("dilations", 1, 1)
            .integer("group", 1)
            .noOutput()
            .outputs(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      tape.add(parameters.get(i), gradients.get(i));
    }
  }

  /** Returns whether x and the result can be in blocks of channels. */
  private boolean inBlocks() {
    Strategy strategy = graph.strategy();
    return window.stride() == 1
        && strategy.blocked(kernel.extent(0))
        && strategy.blocked(kernel.extent(1));
  }

  private Tensor kernelGradient(Tensor dy) {
    if (window.size() == 1 && window.stride() == 1) {
      return pointwiseKernelGradient(dy);
    }
    // With few channels the reordering costs more than the faster product saves.
    if (inBlocks() && graph.strategy().blocked(x.extent(0))) {
      return new BlockedConvolution(graph).kernelGradient(x, dy, window.pads());
    }
    return kernelGradientConvolution(dy);
  }

  /** A matrix product for every image, {@code dy xT}, and the sum of them. */
  private Tensor pointwiseKernelGradient(Tensor dy) {
    long count = x.extent(0);
    long pixels = x.extent(2) * x.extent(3);
    Tensor rows = graph.reshape(dy, count, dy.extent(1), pixels);
    Tensor columns = graph.transpose(graph.reshape(x, count, x.extent(1), pixels), 0, 2, 1);
    Tensor products =
        graph
            .node("MatMul")
            .inputs(rows, columns)
            .output(ElementType.FLOAT, count, dy.extent(1), x.extent(1));
    return graph.reshape(graph.sum(products, 0), kernel.shape());
  }

  /**
   * A convolution of x with dy as its kernel, images and channels having changed places. The steps
   * between windows become those between the kernel's own elements.
   */
  private Tensor kernelGradientConvolution(Tensor dy) {
    Tensor images = graph.transpose(x, 1, 0, 2, 3);
    Tensor kernels = graph.transpose(dy, 1, 0, 2, 3);
    long[] height = coverage(window.vertical(), x.extent(2));
    long[] width = coverage(window.horizontal(), x.extent(3));
    Tensor sums =
        graph
            .node("Conv")
            .inputs(images, kernels)
            .integers("kernel_shape", dy.extent(2), dy.extent(3))
            .integers("dilations", window.stride(), window.stride())
            .integers("pads", height[0], width[0], height[1], width[1])
            .output(ElementType.FLOAT, x.extent(1), dy.extent(1), height[2], width[2]);
    return graph.transpose(firstOfEachAxis(sums), 1, 0, 2, 3);
  }

  private Tensor firstOfEachAxis(Tensor sums) {
    long size = window.size();
    if (sums.extent(2) == size && sums.extent(3) == size) {
      return sums;
    }
    return graph
        .node("Slice")
        .inputs(sums, graph.integers(0, 0), graph.integers(size, size), graph.integers(2, 3))
        .output(ElementType.FLOAT, sums.extent(0), sums.extent(1), size, size);
  }

  /**
   * Returns the padding before and after an axis with which every window is covered, and how many
   * sums there are then: the kernel's size, or more if windows leave out the end of the axis.
   */
  private long[] coverage(Padding padding, long extent) {
    long lastWindow = (long) (padding.output() - 1) * window.stride();
    long after = Math.max(lastWindow + window.size() - extent - padding.before(), 0);
    return new long[] {padding.before(), after, extent + padding.before() + after - lastWindow};
  }

  /** A convolution of dy with the kernel turned by half a circle, its channels exchanged. */
  private Tensor inputGradient(Tensor dy) {
    Tensor turned =
        graph
            .node("Slice")
            .inputs(
                kernel,
                graph.integers(-1, -1),
                graph.integers(-END, -END),
                graph.integers(2, 3),
                graph.integers(-1, -1))
            .output(kernel);
    Tensor exchanged = graph.transpose(turned, 1, 0, 2, 3);
    long[] pads = window.pads();
    for (int i = 0; i < pads.length; i++) {
      pads[i] = window.size() - 1 - pads[i];
    }
    if (inBlocks()) {
      return new BlockedConvolution(graph).apply(dy, exchanged, Optional.empty(), pads);
    }
    return graph
        .node("Conv")
        .inputs(dy, exchanged)
        .integers("kernel_shape", window.size(), window.size())
        .integers("pads", pads)
        .output(x);
  }

  private Tensor stridedInputGradient(Tensor dy) {
    return window
        .attributes(graph.node("ConvTranspose").inputs(dy, kernel))
        .integers(
            "output_padding",
            leftOver(window.vertical(), x.extent(2)),
            leftOver(window.horizontal(), x.extent(3)))
        .output(x);
  }

  /** Returns how many elements at the end of an axis no window covers. */
  private long leftOver(Padding padding, long extent) {
    long covered = (long) (padding.output() - 1) * window.stride() + window.size();
    return extent + padding.before() + padding.after() - covered;
  }
}
