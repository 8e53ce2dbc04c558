package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Shape;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.LongStream;

/** Tensors over memory that Java has allocated: ONNX Runtime reads that memory itself. */
final class Tensors {
  /** As many as any tensor of zeros has needed. */
  private static FloatBuffer zeros = DirectBuffers.floats(0);

  private Tensors() {}

  /** Returns a tensor over direct memory, which the caller keeps alive and unchanged. */
  static OnnxTensor of(FloatBuffer values, long... extents) {
    return OrtFailure.unchecked(
        () -> OnnxTensor.createTensor(Sessions.ENVIRONMENT, values, extents));
  }

  /** Returns a tensor over direct memory, which the caller keeps alive and unchanged. */
  static OnnxTensor of(IntBuffer values, long... extents) {
    return OrtFailure.unchecked(
        () -> OnnxTensor.createTensor(Sessions.ENVIRONMENT, values, extents));
  }

  /** Returns a tensor with a copy of these values. */
  static OnnxTensor of(float[] values, long... extents) {
    return of(DirectBuffers.floats(values), extents);
  }

  /** Returns a tensor of zeros, which shares its memory with all others: it is only ever read. */
  static OnnxTensor zeros(long... extents) {
    int size = Math.toIntExact(size(extents));
    synchronized (Tensors.class) {
      if (zeros.capacity() < size) {
        zeros = DirectBuffers.floats(size);
      }
      return of(zeros.slice(0, size), extents);
    }
  }

  /** Returns an int64 scalar. */
  static OnnxTensor of(long value) {
    return OrtFailure.unchecked(() -> OnnxTensor.createTensor(Sessions.ENVIRONMENT, value));
  }

  /** Returns an output of a session, which belongs to the result. */
  static OnnxTensor output(OrtSession.Result result, String name) {
    return result
        .get(name)
        .map(OnnxTensor.class::cast)
        .orElseThrow(() -> new IllegalStateException("the graph has no output " + name));
  }

  /** Returns the extents of some axes of values of a shape. */
  static long[] extents(Shape shape, long... outer) {
    return LongStream.concat(LongStream.of(outer), LongStream.of(shape.toLongArray())).toArray();
  }

  /** Returns the number of elements of a tensor of these extents. */
  static long size(long... extents) {
    return LongStream.of(extents).reduce(1, Math::multiplyExact);
  }
}
