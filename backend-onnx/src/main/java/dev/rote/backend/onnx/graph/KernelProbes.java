package dev.rote.backend.onnx.graph;

import ai.onnx.proto.OnnxMl.ModelProto;

/** Graphs of a single operator: whether they run says whether a build has it. */
public final class KernelProbes {
  /** Name of the output of every probe. */
  public static final String OUTPUT = "y";

  /** Name of the input of {@link #reordering}. */
  public static final String INPUT = "x";

  /** Channels of the image that {@link #reordering} takes: more than any block. */
  public static final int CHANNELS = 64;

  private static final Kernels ALL = new Kernels(1, true);

  private KernelProbes() {}

  /**
   * Returns a graph that brings an image of {@link #CHANNELS} channels and two pixels into blocks
   * of channels. Where the second pixel of the first channel arrives, the block is over.
   */
  public static ModelProto reordering() {
    Graph graph = new Graph("reordering", "", ALL);
    Tensor x = graph.input(Graphs.floats(INPUT, 1, CHANNELS, 1, 2));
    Tensor y = graph.node(Kernels.BLOCKED_DOMAIN, "ReorderInput").inputs(x).output(x);
    graph.output(y, OUTPUT);
    return Graphs.model(graph.toProto(), ALL);
  }

  /** Returns a graph that differentiates a convolution and a rectifier of constants. */
  public static ModelProto gradients() {
    Graph graph = new Graph("gradients", "", ALL);
    Tensor one = graph.floats(new float[] {1}, 1, 1, 1, 1);
    Tensor ofConvolution =
        graph
            .node(Kernels.DOMAIN, "ConvGrad")
            .inputs(one, one, one)
            .integers("kernel_shape", 1, 1)
            .noOutput()
            .output(one);
    Tensor y = graph.node(Kernels.DOMAIN, "ReluGrad").inputs(ofConvolution, one).output(one);
    graph.output(y, OUTPUT);
    return Graphs.model(graph.toProto(), ALL);
  }
}
