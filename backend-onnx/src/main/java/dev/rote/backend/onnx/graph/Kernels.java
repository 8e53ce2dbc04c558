package dev.rote.backend.onnx.graph;

/**
 * What a build of ONNX Runtime has beyond the standard operators, which every build has. Graphs of
 * {@link #STANDARD} operators run anywhere; the others run faster where they run.
 *
 * @param channelBlock how many channels the convolutions of ONNX Runtime's own layout (NCHWc) keep
 *     together, which depends on the processor; 0 if there are none
 * @param gradients whether there are {@code ConvGrad} and {@code ReluGrad}, operators for training
 */
public record Kernels(int channelBlock, boolean gradients) {
  /** Nothing but standard operators. */
  public static final Kernels STANDARD = new Kernels(0, false);

  /** The domain of ONNX Runtime's own operators. */
  public static final String DOMAIN = "com.microsoft";

  /** The domain of those in its own layout. */
  public static final String BLOCKED_DOMAIN = "com.microsoft.nchwc";

  public Kernels {
    if (channelBlock < 0) {
      throw new IllegalArgumentException("channelBlock is " + channelBlock);
    }
  }
}
