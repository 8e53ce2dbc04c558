package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The first layers of a network, computed for a few images at a time. Their tensors are the largest
 * of the network: those of a whole batch go to memory and back with every operator, those of a few
 * images stay in the cache.
 */
final class Portions {
  /** As many images as are computed at a time. */
  private static final int IMAGES = 8;

  private Portions() {}

  /**
   * Returns how many of the layers are faster in portions: those before the second convolution,
   * whose kernel would be reordered for every portion. It is 0 if there is no max-pool among them,
   * because only that has many operators of little work, or if the images do not divide up.
   */
  static int suited(Tape tape, List<LayerNode> nodes, Tensor images) {
    long count = images.extent(0);
    boolean inPortions = tape.graph().strategy().firstLayers() == Strategy.FirstLayers.IN_PORTIONS;
    if (!inPortions || tape.wanted(images) || count <= IMAGES || count % IMAGES != 0) {
      return 0;
    }
    int length = 1;
    while (length < nodes.size() && followsConvolution(nodes.get(length).layer())) {
      length++;
    }
    boolean convolution = nodes.getFirst().layer() instanceof Layer.Conv2d;
    boolean pool =
        nodes.subList(0, length).stream().anyMatch(node -> node.layer() instanceof Layer.MaxPool);
    return convolution && pool ? length : 0;
  }

  private static boolean followsConvolution(Layer layer) {
    return layer instanceof Layer.Relu
        || layer instanceof Layer.MaxPool
        || layer instanceof Layer.LocalResponseNormalization;
  }

  /**
   * Returns the output for all images.
   *
   * @param images {@code [n, c, h, w]}, which are not differentiated
   * @param layers take some of the images
   */
  static Tensor apply(Tape tape, Tensor images, UnaryOperator<Tensor> layers) {
    List<Tensor> outputs = tape.graph().parts(images, IMAGES).stream().map(layers).toList();
    return Structure.concatenate(tape, outputs, 0);
  }
}
