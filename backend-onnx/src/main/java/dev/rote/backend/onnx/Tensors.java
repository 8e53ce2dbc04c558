package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import dev.rote.api.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.LongStream;

/** Tensors over memory that Java has allocated: ONNX Runtime reads that memory itself. */
final class Tensors {
  private Tensors() {}

  /** Returns a tensor over direct memory, which the caller keeps alive and unchanged. */
  static OnnxTensor of(FloatBuffer values, long... extents) {
    return OrtFailure.unchecked(
        () -> OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, extents));
  }

  /** Returns a tensor over direct memory, which the caller keeps alive and unchanged. */
  static OnnxTensor of(IntBuffer values, long... extents) {
    return OrtFailure.unchecked(
        () -> OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, extents));
  }

  /** Returns a tensor with a copy of these values. */
  static OnnxTensor of(float[] values, long... extents) {
    return of(allocate(values.length).put(0, values), extents);
  }

  /** Returns direct memory for so many values. */
  static FloatBuffer allocate(long count) {
    return ByteBuffer.allocateDirect(Math.toIntExact(count * Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Returns the extents of so many values of a shape. */
  static long[] batch(long count, Shape shape) {
    return LongStream.concat(LongStream.of(count), LongStream.of(shape.toLongArray())).toArray();
  }
}
