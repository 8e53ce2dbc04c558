package dev.rote.backend.tf;

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
}
