package dev.rote.backend.tf;

import dev.rote.api.Images;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * How images enter a network: with channels last, unless its first layer flattens them, for then
 * they may stay as they are.
 *
 * @param order of the values of one image
 * @param flat whether they are features rather than images
 */
record InputLayout(ChannelsLast order, boolean flat) {
  /** Returns the layout that suits a model. */
  static InputLayout of(Model model) {
    dev.rote.api.Shape image = model.input();
    return model.nodes().getFirst().layer() instanceof Layer.Flatten
        ? new InputLayout(ChannelsLast.vector(image.size()), true)
        : new InputLayout(new ChannelsLast(1, image.get(0), image.get(1), image.get(2)), false);
  }

  /** Returns the shape of so many images. */
  Shape shape(long count) {
    return flat
        ? Shape.of(count, order.size())
        : Shape.of(count, order.height(), order.width(), order.channels());
  }

  /** Returns the network's input. */
  Signal signal(Operand<TFloat32> images) {
    dev.rote.api.Shape shape =
        dev.rote.api.Shape.of(order.channels(), order.height(), order.width());
    return new Signal(images, shape, flat, false);
  }

  /** Returns a tensor with a copy of these images, which the caller closes. */
  TFloat32 tensor(Images images) {
    TFloat32 tensor = TFloat32.tensorOf(shape(images.count()));
    FloatDataBuffer target = Tensors.buffer(tensor);
    float[] canonical = new float[order.size()];
    float[] image = new float[order.size()];
    for (int i = 0; i < images.count(); i++) {
      images.values().get(i * image.length, canonical);
      order.fromCanonical(canonical, image);
      target.offset((long) i * image.length).write(image);
    }
    return tensor;
  }
}
