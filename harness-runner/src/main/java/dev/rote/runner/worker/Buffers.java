package dev.rote.runner.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Direct buffers in the machine's byte order, which is what the API asks for. Allocated once and
 * used again: nothing else frees them in time, as the heap is hardly used.
 */
final class Buffers {
  private Buffers() {}

  static FloatBuffer floats(int elements) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(elements, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  static IntBuffer ints(int elements) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(elements, Integer.BYTES))
        .order(ByteOrder.nativeOrder())
        .asIntBuffer();
  }
}
