package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.Native;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Images;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * Arrays over memory that Java has allocated. On the processor PyTorch reads the memory itself, and
 * whoever owns it keeps it alive and unchanged; a GPU gets a copy.
 */
final class NativeMemory {
  private NativeMemory() {}

  /** Returns an array {@code [n, c, h, w]} over the values of images. */
  static NDArray images(NDManager manager, Images images) {
    dev.rote.api.Shape image = images.shape();
    Shape shape = new Shape(images.count(), image.get(0), image.get(1), image.get(2));
    return view(manager, images, shape);
  }

  /** Returns an array {@code [n, c * h * w]} over the values of images. */
  static NDArray rows(NDManager manager, Images images) {
    return view(manager, images, new Shape(images.count(), images.shape().size()));
  }

  /** Returns an array in PyTorch's own memory with a copy of these values. */
  static NDArray floats(NDManager manager, float[] values, Shape shape) {
    ByteBuffer copy = DirectBuffers.bytes(Math.multiplyExact(values.length, Float.BYTES));
    copy.asFloatBuffer().put(values);
    try (NDArray view = manager.create(copy, shape, DataType.FLOAT32)) {
      return view.duplicate();
    }
  }

  private static NDArray view(NDManager manager, Images images, Shape shape) {
    return manager.create(bytes(images.values(), shape.size()), shape, DataType.FLOAT32);
  }

  /**
   * DJL takes only bytes without copying them, and the JDK has no way back from floats to bytes.
   */
  private static ByteBuffer bytes(Buffer floats, long count) {
    return Native.getDirectBufferPointer(floats).getByteBuffer(0, count * Float.BYTES);
  }
}
