package dev.rote.backend.onnx.graph;

/**
 * How a graph computes what can be computed in more than one way. Every such choice has a name here
 * and is made in {@link #of}, from what a build of ONNX Runtime has; what puts a layer into a graph
 * asks for the choice and never for the build.
 *
 * @param channelBlock how many channels convolutions keep together; 0 for the standard layout
 * @param maxPools the layout of max-pools whose input is differentiated
 * @param firstLayers for how many images at a time a training step computes its first layers
 * @param parameterGradients what differentiates a convolution with respect to its parameters
 * @param rectifierGradient what differentiates a rectifier
 */
record Strategy(
    int channelBlock,
    MaxPools maxPools,
    FirstLayers firstLayers,
    ParameterGradients parameterGradients,
    RectifierGradient rectifierGradient) {
  /** Layouts of max-pools. */
  enum MaxPools {
    /** {@code [n, c, h, w]}: the standard {@code MaxPool} with the places of the maxima. */
    CHANNELS_FIRST,

    /** {@code [n, h, w, c]}: see {@link ChannelsLast}, whose gradient is made of ReluGrad. */
    CHANNELS_LAST
  }

  /** Ways through the first layers. */
  enum FirstLayers {
    WHOLE_BATCH,

    /** See {@link Portions}: what pays for the max-pools with channels last, and for no other. */
    IN_PORTIONS
  }

  /** Gradients of a convolution's kernel and bias. */
  enum ParameterGradients {
    /** Convolutions and sums of standard operators. */
    STANDARD,

    /** {@code ConvGrad}, except where a {@link PartitionedKernelGradient} is faster. */
    CONV_GRAD
  }

  /** Gradients of a rectifier. */
  enum RectifierGradient {
    /** A comparison and a selection, which are standard operators. */
    STANDARD,

    RELU_GRAD
  }

  /** Returns the fastest way that such a build has. */
  static Strategy of(Kernels kernels) {
    return kernels.gradients()
        ? new Strategy(
            kernels.channelBlock(),
            MaxPools.CHANNELS_LAST,
            FirstLayers.IN_PORTIONS,
            ParameterGradients.CONV_GRAD,
            RectifierGradient.RELU_GRAD)
        : new Strategy(
            kernels.channelBlock(),
            MaxPools.CHANNELS_FIRST,
            FirstLayers.WHOLE_BATCH,
            ParameterGradients.STANDARD,
            RectifierGradient.STANDARD);
  }

  /** Returns whether so many channels can be in blocks. */
  boolean blocked(long channels) {
    return channelBlock > 1 && channels % channelBlock == 0;
  }
}
