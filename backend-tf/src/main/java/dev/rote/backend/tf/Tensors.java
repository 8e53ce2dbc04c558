package dev.rote.backend.tf;

import dev.rote.api.Images;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/** Copies between Java's memory and TensorFlow's. Whoever asks for a tensor closes it. */
final class Tensors {
  private Tensors() {}

  /** Returns a tensor with these values. */
  static TFloat32 floats(Shape shape, float[] values) {
    TFloat32 tensor = TFloat32.tensorOf(shape);
    buffer(tensor).write(values);
    return tensor;
  }

  /** Returns a tensor {@code [n, h, w, c]} with a copy of these images. */
  static TFloat32 images(Images images) {
    ChannelsLast order = channelsLast(images.shape());
    Shape shape = Shape.of(images.count(), order.height(), order.width(), order.channels());
    TFloat32 tensor = TFloat32.tensorOf(shape);
    FloatDataBuffer target = buffer(tensor);
    float[] canonical = new float[order.size()];
    float[] image = new float[order.size()];
    for (int i = 0; i < images.count(); i++) {
      images.values().get(i * image.length, canonical);
      order.fromCanonical(canonical, image);
      target.offset((long) i * image.length).write(image);
    }
    return tensor;
  }

  /** Returns a copy of the values of a tensor of float32. */
  static float[] toArray(Tensor tensor) {
    FloatDataBuffer source = tensor.asRawTensor().data().asFloats();
    float[] values = new float[Math.toIntExact(source.size())];
    source.read(values);
    return values;
  }

  /** Returns the memory of a tensor. */
  static FloatDataBuffer buffer(TFloat32 tensor) {
    return tensor.asRawTensor().data().asFloats();
  }

  /** Returns the order of one image {@code [c, h, w]}. */
  static ChannelsLast channelsLast(dev.rote.api.Shape image) {
    return new ChannelsLast(1, image.get(0), image.get(1), image.get(2));
  }
}
